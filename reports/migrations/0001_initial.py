import django.db.models.deletion
import django.utils.timezone
import office.models.quantity
from django.conf import settings
from django.db import migrations, models

from office.migrations._tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('association', '0001_initial'),
        ('office', '0001_initial'),
    ]

    operations = [
        CreateTables(tables=[
            migrations.CreateModel(
                name='CalendarFeed',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='User')),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='association.rolegrant', verbose_name='Role grant')),
                    ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('revoked_at', models.DateTimeField(editable=False, null=True, verbose_name='Revoked')),
                    ('read_at', models.DateTimeField(editable=False, null=True, verbose_name='Last read')),
                ],
                options={
                    'verbose_name': 'Calendar feed',
                    'verbose_name_plural': 'Calendar feeds',
                    'ordering': ['-id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('user', 'grant'), name='calendar_feed_open_once')],
                },
            ),
            migrations.CreateModel(
                name='Outline',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('annual_summary', 'Annual work summary')], max_length=30, verbose_name='Kind')),
                    ('code', models.SlugField(max_length=60, unique=True, verbose_name='Code')),
                    ('name', models.CharField(max_length=120, verbose_name='Name')),
                    ('year_from', models.PositiveSmallIntegerField(verbose_name='From year')),
                    ('year_until', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Until year')),
                    ('items', models.JSONField(verbose_name='Items')),
                ],
                options={
                    'verbose_name': 'Outline',
                    'verbose_name_plural': 'Outlines',
                    'ordering': ['kind', '-year_from'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('year_until__isnull', True), ('year_until__gte', models.F('year_from')), _connector='OR'), name='outline_years')],
                },
            ),
            migrations.CreateModel(
                name='Report',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='association.body', verbose_name='Body')),
                    ('kind', models.CharField(choices=[('annual_summary', 'Annual work summary')], max_length=30, verbose_name='Kind')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='Year')),
                    ('title', models.CharField(max_length=120, verbose_name='Title')),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('under_review', 'Under review'), ('final', 'Final'), ('published', 'Published')], default='draft', max_length=20, verbose_name='State')),
                    ('version', models.PositiveSmallIntegerField(default=0, verbose_name='Version')),
                    ('outline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.outline', verbose_name='Outline')),
                    ('prepared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Prepared by')),
                    ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='Published')),
                ],
                options={
                    'verbose_name': 'Report',
                    'verbose_name_plural': 'Reports',
                    'ordering': ['-year', 'kind'],
                    'constraints': [models.UniqueConstraint(fields=('body', 'kind', 'year'), name='report_once', violation_error_message='This body already has a report of this kind for this year.'), models.CheckConstraint(condition=models.Q(('year__gte', 1949), ('year__lte', 2100)), name='report_year', violation_error_message='Write a year from 1949 to 2100.')],
                },
            ),
            migrations.CreateModel(
                name='Section',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='reports.report')),
                    ('order', models.PositiveIntegerField(verbose_name='Order')),
                    ('level', models.PositiveSmallIntegerField(default=1, verbose_name='Level')),
                    ('key', models.CharField(blank=True, max_length=120)),
                    ('heading', models.CharField(max_length=200, verbose_name='Heading')),
                    ('hint', models.CharField(blank=True, max_length=300, verbose_name='Hint')),
                    ('blocks', models.JSONField(blank=True, default=list, verbose_name='Narrative')),
                    ('edited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('edited_at', models.DateTimeField(null=True)),
                    ('removed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='Removed')),
                ],
                options={
                    'verbose_name': 'Section',
                    'verbose_name_plural': 'Sections',
                    'ordering': ['report', 'order', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('level__gte', 0), ('level__lte', 4)), name='section_level'), models.UniqueConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), ('removed_at__isnull', True)), fields=('report', 'key'), name='section_key_once', violation_error_message='The report already has a section for this subject.'), models.CheckConstraint(condition=models.Q(models.Q(('removed_at__isnull', True), ('removed_by__isnull', True)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='section_removed_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='SectionVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='reports.section')),
                    ('number', models.PositiveIntegerField()),
                    ('heading', models.CharField(max_length=200)),
                    ('blocks', models.JSONField(default=list)),
                    ('saved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('begun_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('saved_at', models.DateTimeField(verbose_name='Saved')),
                    ('origin', models.CharField(choices=[('saved', 'Saved by hand'), ('autosaved', 'Saved by itself'), ('aside', 'Set aside')], default='saved', max_length=10, verbose_name='Origin')),
                ],
                options={
                    'verbose_name': 'Section version',
                    'verbose_name_plural': 'Section versions',
                    'ordering': ['section', '-number'],
                    'constraints': [models.UniqueConstraint(fields=('section', 'number'), name='section_version_once')],
                },
            ),
            migrations.CreateModel(
                name='Proposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='reports.report')),
                    ('chapter_key', models.CharField(max_length=60)),
                    ('key', models.CharField(max_length=120)),
                    ('heading', models.CharField(max_length=200)),
                    ('blocks', models.JSONField(default=list)),
                    ('order', models.PositiveIntegerField(default=0)),
                    ('fingerprint', models.CharField(max_length=64)),
                    ('state', models.CharField(choices=[('offered', 'Offered'), ('taken', 'Taken'), ('dropped', 'Dropped')], default='offered', max_length=10, verbose_name='State')),
                ],
                options={
                    'verbose_name': 'Proposal',
                    'verbose_name_plural': 'Proposals',
                    'ordering': ['report', 'order', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('report', 'key'), name='proposal_once')],
                },
            ),
            migrations.CreateModel(
                name='Comment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='reports.section')),
                    ('block_id', models.CharField(blank=True, max_length=40)),
                    ('quote', models.TextField(blank=True)),
                    ('text', models.TextField(verbose_name='Comment')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('written_at', models.DateTimeField(auto_now_add=True, verbose_name='Written')),
                    ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('settled_at', models.DateTimeField(null=True, verbose_name='Settled')),
                ],
                options={
                    'verbose_name': 'Comment',
                    'verbose_name_plural': 'Comments',
                    'ordering': ['id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='comment_not_empty'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='comment_settled_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='ReadMark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='read_marks', to='reports.report')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('versions', models.JSONField(default=dict)),
                    ('figures', models.JSONField(default=dict)),
                    ('read_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'Read mark',
                    'verbose_name_plural': 'Read marks',
                    'constraints': [models.UniqueConstraint(fields=('report', 'user'), name='read_mark_once')],
                },
            ),
            migrations.CreateModel(
                name='FigureValue',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='association.body')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='Year')),
                    ('name', models.CharField(max_length=160, verbose_name='Name')),
                    ('label', models.CharField(max_length=200, verbose_name='Figure')),
                    ('unit', models.CharField(max_length=10, verbose_name='Unit')),
                    ('noun', models.CharField(blank=True, max_length=40, verbose_name='Noun')),
                    ('scope', models.CharField(blank=True, max_length=200, verbose_name='Scope')),
                    ('period', models.CharField(blank=True, max_length=60, verbose_name='Period')),
                    ('group', models.CharField(max_length=40, verbose_name='Chapter')),
                    ('order', models.PositiveIntegerField(default=0)),
                    ('computed', models.DecimalField(decimal_places=2, max_digits=16, null=True, verbose_name='Computed')),
                    ('stated', office.models.quantity.QuantityField(null=True, verbose_name='Stated')),
                    ('stated_source', models.CharField(blank=True, max_length=300, verbose_name='Source')),
                    ('differs', models.BooleanField(default=False, verbose_name='Differs')),
                    ('text', models.CharField(max_length=120, verbose_name='Text')),
                    ('row_model', models.CharField(blank=True, max_length=60)),
                    ('row_ids', models.JSONField(default=list)),
                    ('fingerprint', models.CharField(max_length=64)),
                    ('computed_at', models.DateTimeField(verbose_name='Computed at')),
                ],
                options={
                    'verbose_name': 'Figure',
                    'verbose_name_plural': 'Figures',
                    'ordering': ['body', 'year', 'order', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('body', 'year', 'name'), name='figure_once'), models.CheckConstraint(condition=models.Q(('computed__isnull', False), ('stated__isnull', False), _connector='OR'), name='figure_has_a_value')],
                },
            ),
            migrations.CreateModel(
                name='Rendition',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='renditions', to='reports.report')),
                    ('format', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word')], max_length=10, verbose_name='Format')),
                    ('fingerprint', models.CharField(max_length=64)),
                    ('context', models.JSONField()),
                    ('figures', models.JSONField(default=dict)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('ready', 'Ready'), ('superseded', 'Superseded')], default='waiting', max_length=12, verbose_name='State')),
                    ('report_state', models.CharField(max_length=20)),
                    ('version', models.PositiveSmallIntegerField(default=0, verbose_name='Version')),
                    ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='office.job')),
                    ('file', models.FileField(blank=True, max_length=200, upload_to='renditions', verbose_name='File')),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('size', models.PositiveBigIntegerField(default=0)),
                    ('pages', models.PositiveIntegerField(default=0)),
                    ('missing_glyphs', models.TextField(blank=True)),
                    ('frozen_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('requested_at', models.DateTimeField(auto_now_add=True, verbose_name='Requested')),
                    ('rendered_at', models.DateTimeField(null=True, verbose_name='Rendered')),
                ],
                options={
                    'verbose_name': 'Rendition',
                    'verbose_name_plural': 'Renditions',
                    'ordering': ['-id'],
                    'constraints': [models.UniqueConstraint(fields=('report', 'format', 'fingerprint'), name='rendition_once'), models.CheckConstraint(condition=models.Q(('state', 'waiting'), models.Q(models.Q(('file', ''), _negated=True), ('rendered_at__isnull', False)), _connector='OR'), name='rendition_ready_has_file')],
                },
            ),
        ]),
    ]
