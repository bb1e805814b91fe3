import django.core.validators
import django.db.models.deletion
import office.models.quantity
from django.db import migrations, models

from office.migrations._tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('association', '0001_initial'),
        ('reviews', '0001_initial'),
    ]

    operations = [
        CreateTables(tables=[
            migrations.CreateModel(
                name='ContestSeries',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('code', models.SlugField(max_length=60, unique=True, verbose_name='Code')),
                    ('name', models.CharField(max_length=200, unique=True, verbose_name='Name')),
                ],
                options={
                    'verbose_name': 'Contest series',
                    'verbose_name_plural': 'Contest series',
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Contest',
                fields=[
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='reviews.call', verbose_name='Call')),
                    ('series', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contests', to='competitions.contestseries', verbose_name='Contest series')),
                    ('edition', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Edition number')),
                ],
                options={
                    'verbose_name': 'Contest',
                    'verbose_name_plural': 'Contests',
                    'ordering': ['-call__year', '-call_id'],
                    'constraints': [models.UniqueConstraint(fields=('series', 'edition'), name='contest_edition_once', violation_error_message='The series has this edition already.')],
                },
            ),
            migrations.CreateModel(
                name='Event',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('contest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='competitions.contest', verbose_name='Contest')),
                    ('code', models.SlugField(max_length=40, verbose_name='Code')),
                    ('name', models.CharField(max_length=100, verbose_name='Name')),
                    ('order', models.PositiveSmallIntegerField(default=1, verbose_name='Order')),
                    ('is_illustrative', models.BooleanField(default=False, help_text='Made up for the demo year, not from a source.', verbose_name='Illustrative')),
                ],
                options={
                    'verbose_name': 'Event of a contest',
                    'verbose_name_plural': 'Events of a contest',
                    'ordering': ['contest', 'order', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('contest', 'code'), name='event_code_once', violation_error_message='The contest has an event with this code already.')],
                },
            ),
            migrations.CreateModel(
                name='Entry',
                fields=[
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('submission', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='reviews.submission', verbose_name='Submission')),
                    ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='competitions.event', verbose_name='Event of a contest')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='event_entries', to='competitions.entry', verbose_name='Team')),
                ],
                options={
                    'verbose_name': 'Entry',
                    'verbose_name_plural': 'Entries',
                    'ordering': ['-submission_id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('team__isnull', True), ('event__isnull', False), _connector='OR'), name='entry_team_needs_event', violation_error_message='Only the entry in an event belongs to a team.'), models.CheckConstraint(condition=models.Q(('team__isnull', True), models.Q(('team', models.F('submission')), _negated=True), _connector='OR'), name='entry_not_own_team', violation_error_message='An entry cannot be its own team.')],
                },
            ),
            migrations.CreateModel(
                name='ExternalContest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('series', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='external_contests', to='competitions.contestseries', verbose_name='Contest series')),
                    ('name', models.CharField(max_length=200, verbose_name='Name')),
                    ('edition', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Edition number')),
                    ('issuer', models.CharField(blank=True, max_length=200, verbose_name='Issuer of awards')),
                    ('level', models.CharField(choices=[('national', 'National level'), ('provincial', 'Provincial level'), ('city', 'City level'), ('association', 'Association level'), ('other', 'Other')], default='national', max_length=20, verbose_name='Level')),
                    ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1949), django.core.validators.MaxValueValidator(2100)], verbose_name='Year')),
                    ('activity', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='external_contest', to='association.activity', verbose_name='Activity')),
                    ('selection', models.ForeignKey(blank=True, help_text='Our contest that chose who goes there.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='finals', to='competitions.contest', verbose_name='Selection contest')),
                ],
                options={
                    'verbose_name': 'Contest held by others',
                    'verbose_name_plural': 'Contests held by others',
                    'ordering': ['-year', 'name'],
                    'constraints': [models.UniqueConstraint(fields=('name', 'year'), name='external_contest_once', violation_error_message='This contest is recorded for this year already.'), models.CheckConstraint(condition=models.Q(('level__in', ['national', 'provincial', 'city', 'association', 'other'])), name='external_contest_words', violation_error_message='Choose a value from the list.')],
                },
            ),
            migrations.CreateModel(
                name='ExternalResult',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('contest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='competitions.externalcontest', verbose_name='Contest held by others')),
                    ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='external_results', to='association.organization', verbose_name='Organization')),
                    ('organization_name', models.CharField(blank=True, max_length=100, verbose_name='Name of the organization then')),
                    ('work_title', models.CharField(blank=True, max_length=200, verbose_name='Title of the work')),
                    ('track_name', models.CharField(blank=True, max_length=60, verbose_name='Track')),
                    ('prize_name', models.CharField(max_length=60, verbose_name='Prize')),
                    ('rank', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Rank')),
                    ('quantity', office.models.quantity.QuantityField(blank=True, help_text='For results known only as a count.', null=True, verbose_name='Number of prizes')),
                    ('order', models.PositiveSmallIntegerField(default=1, verbose_name='Order')),
                ],
                options={
                    'verbose_name': 'Result elsewhere',
                    'verbose_name_plural': 'Results elsewhere',
                    'ordering': ['contest', 'order', 'id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('organization__isnull', False)), fields=('contest', 'organization', 'prize_name', 'track_name', 'work_title'), name='external_result_once', violation_error_message='This result is recorded already.')],
                },
            ),
            migrations.CreateModel(
                name='HonorScheme',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='honor_schemes', to='association.body', verbose_name='Body')),
                    ('code', models.SlugField(max_length=60, unique=True, verbose_name='Code')),
                    ('name', models.CharField(max_length=200, verbose_name='Name')),
                    ('basis', models.TextField(blank=True, help_text='The document that allows or commissions it.', verbose_name='Basis')),
                ],
                options={
                    'verbose_name': 'Honor scheme',
                    'verbose_name_plural': 'Honor schemes',
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(fields=('body', 'name'), name='honor_scheme_name_once', violation_error_message='The body has a scheme with this name already.')],
                },
            ),
            migrations.CreateModel(
                name='HonorEdition',
                fields=[
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='reviews.call', verbose_name='Call')),
                    ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='competitions.honorscheme', verbose_name='Honor scheme')),
                    ('edition', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Edition number')),
                ],
                options={
                    'verbose_name': 'Honor selection',
                    'verbose_name_plural': 'Honor selections',
                    'ordering': ['-call__year', '-call_id'],
                    'constraints': [models.UniqueConstraint(fields=('scheme', 'edition'), name='honor_edition_once', violation_error_message='The scheme has this edition already.')],
                },
            ),
            migrations.CreateModel(
                name='Nomination',
                fields=[
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('submission', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='reviews.submission', verbose_name='Submission')),
                    ('nominee_kind', models.CharField(choices=[('person', 'Person'), ('organization', 'Organization')], default='person', max_length=20, verbose_name='Nominee')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.person', verbose_name='Person')),
                    ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.organization', verbose_name='Nominated organization')),
                    ('name', models.CharField(max_length=100, verbose_name='Name of the nominee')),
                ],
                options={
                    'verbose_name': 'Nomination',
                    'verbose_name_plural': 'Nominations',
                    'ordering': ['-submission_id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('nominee_kind', 'person'), ('organization__isnull', True)), models.Q(('nominee_kind', 'organization'), ('person__isnull', True)), _connector='OR'), name='nomination_names_its_kind', violation_error_message='A person is nominated or an organization, not both.'), models.CheckConstraint(condition=models.Q(('nominee_kind__in', ['person', 'organization'])), name='nomination_words', violation_error_message='Choose a value from the list.')],
                },
            ),
        ]),
    ]
