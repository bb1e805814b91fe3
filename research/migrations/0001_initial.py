import django.core.validators
import django.db.models.deletion
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
                name='Program',
                fields=[
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='reviews.call', verbose_name='Call')),
                    ('code', models.SlugField(max_length=60, unique=True, verbose_name='Code')),
                    ('name', models.CharField(max_length=200, verbose_name='Name')),
                    ('number_prefix', models.CharField(blank=True, help_text='Empty: the code. Three digits follow.', max_length=20, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9-]*$', 'Use Latin letters, digits and hyphens.')], verbose_name='Beginning of the project numbers')),
                ],
                options={
                    'verbose_name': 'Research program',
                    'verbose_name_plural': 'Research programs',
                    'ordering': ['-call__year', '-call_id'],
                },
            ),
            migrations.CreateModel(
                name='ProgramCategory',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='categories', to='research.program', verbose_name='Research program')),
                    ('code', models.SlugField(max_length=40, verbose_name='Code')),
                    ('name', models.CharField(max_length=60, verbose_name='Name')),
                    ('order', models.PositiveSmallIntegerField(default=1, verbose_name='Order')),
                ],
                options={
                    'verbose_name': 'Project category',
                    'verbose_name_plural': 'Project categories',
                    'ordering': ['program', 'order', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('program', 'code'), name='program_category_once', violation_error_message='The program has a category with this code already.')],
                },
            ),
            migrations.CreateModel(
                name='ProjectApplication',
                fields=[
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('submission', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='reviews.submission', verbose_name='Submission')),
                    ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='research.programcategory', verbose_name='Category asked for')),
                ],
                options={
                    'verbose_name': 'Project application',
                    'verbose_name_plural': 'Project applications',
                    'ordering': ['-submission_id'],
                },
            ),
            migrations.CreateModel(
                name='Paper',
                fields=[
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('submission', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='reviews.submission', verbose_name='Submission')),
                    ('author_names', models.CharField(blank=True, max_length=200, verbose_name='Authors')),
                    ('theme', models.CharField(blank=True, max_length=200, verbose_name='Theme')),
                ],
                options={
                    'verbose_name': 'Paper',
                    'verbose_name_plural': 'Papers',
                    'ordering': ['-submission_id'],
                },
            ),
            migrations.CreateModel(
                name='Project',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='research.program', verbose_name='Research program')),
                    ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='research.programcategory', verbose_name='Project category')),
                    ('number', models.CharField(editable=False, max_length=40, unique=True, verbose_name='Project number')),
                    ('application', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='project', to='research.projectapplication', verbose_name='Project application')),
                    ('title', models.CharField(max_length=200, verbose_name='Title')),
                    ('track', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.track', verbose_name='Track')),
                    ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='association.organization', verbose_name='Organization')),
                    ('leader_name', models.CharField(blank=True, max_length=60, verbose_name='Project leader')),
                    ('state', models.CharField(choices=[('active', 'In progress'), ('concluded', 'Concluded'), ('withdrawn', 'Approval withdrawn'), ('terminated', 'Terminated')], default='active', max_length=20, verbose_name='State')),
                    ('approved_on', models.DateField(blank=True, null=True, verbose_name='Approved on')),
                ],
                options={
                    'verbose_name': 'Research project',
                    'verbose_name_plural': 'Research projects',
                    'ordering': ['program', 'number'],
                    'indexes': [models.Index(fields=['program', 'category', 'track'], name='project_of_program')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['active', 'concluded', 'withdrawn', 'terminated'])), name='project_words', violation_error_message='Choose a value from the list.')],
                },
            ),
        ]),
    ]
