import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from office.migrations._tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('association', '0001_initial'),
    ]

    operations = [
        CreateTables(tables=[
            migrations.CreateModel(
                name='Group',
                fields=[
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('body', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='association.body', verbose_name='Body')),
                    ('lead', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='led_groups', to='association.organization', verbose_name='Lead unit')),
                    ('industry', models.CharField(blank=True, max_length=100, verbose_name='Industry')),
                    ('is_illustrative', models.BooleanField(default=False, help_text='Made up for the demo year, not from a source.', verbose_name='Illustrative')),
                ],
                options={
                    'verbose_name': 'Vocational group',
                    'verbose_name_plural': 'Vocational groups',
                    'ordering': ['body__name_key', 'body_id'],
                },
            ),
            migrations.CreateModel(
                name='GroupMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='groups.group', verbose_name='Vocational group')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_memberships', to='association.organization', verbose_name='Organization')),
                    ('role', models.CharField(choices=[('lead', 'Lead unit'), ('vice', 'Vice-chair unit'), ('council', 'Council unit'), ('member', 'Member unit')], default='member', max_length=20, verbose_name='Role')),
                    ('since', models.DateField(blank=True, null=True, verbose_name='Since')),
                    ('until', models.DateField(blank=True, null=True, verbose_name='Until')),
                ],
                options={
                    'verbose_name': 'Group member',
                    'verbose_name_plural': 'Group members',
                    'ordering': ['group', 'id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('group', 'organization'), name='group_member_once', violation_error_message='The organization is a member of the group already.'), models.UniqueConstraint(condition=models.Q(('role', 'lead'), ('until__isnull', True)), fields=('group',), name='group_member_one_lead', violation_error_message='The group has a lead unit already.'), models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='group_member_dates', violation_error_message='A membership ends after it begins.'), models.CheckConstraint(condition=models.Q(('role__in', ['lead', 'vice', 'council', 'member'])), name='group_member_words', violation_error_message='Choose a value from the list.')],
                },
            ),
            migrations.CreateModel(
                name='AnnualReview',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='groups.group', verbose_name='Vocational group')),
                    ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1949), django.core.validators.MaxValueValidator(2100)], verbose_name='Year')),
                    ('rule_set', models.CharField(blank=True, max_length=200, verbose_name='Rule set')),
                    ('score', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='Score')),
                    ('grade', models.CharField(blank=True, max_length=20, verbose_name='Grade')),
                    ('state', models.CharField(choices=[('planned', 'Planned'), ('submitted', 'Self-report submitted'), ('reviewed', 'Reviewed')], default='planned', max_length=20, verbose_name='State')),
                    ('reviewed_on', models.DateField(blank=True, null=True, verbose_name='Reviewed on')),
                ],
                options={
                    'verbose_name': 'Annual review',
                    'verbose_name_plural': 'Annual reviews',
                    'ordering': ['-year', 'group'],
                    'constraints': [models.UniqueConstraint(fields=('group', 'year'), name='annual_review_once', violation_error_message='The group has a review of this year already.'), models.CheckConstraint(condition=models.Q(('score__isnull', True), ('score__gte', 0), _connector='OR'), name='annual_review_score', violation_error_message='A score is not below zero.'), models.CheckConstraint(condition=models.Q(('state', 'reviewed'), ('reviewed_on__isnull', True), _connector='OR'), name='annual_review_date_when_reviewed', violation_error_message='Only a finished review has a date.'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'submitted', 'reviewed'])), name='annual_review_words', violation_error_message='Choose a value from the list.')],
                },
            ),
            migrations.CreateModel(
                name='Recommendation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed')),
                    ('revision', models.PositiveIntegerField(default=1, editable=False)),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='groups.group', verbose_name='Vocational group')),
                    ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1949), django.core.validators.MaxValueValidator(2100)], verbose_name='Year')),
                    ('level', models.CharField(choices=[('provincial', 'Provincial level'), ('national', 'National level')], max_length=20, verbose_name='Level')),
                    ('act', models.CharField(choices=[('selected', 'Selected'), ('recommended', 'Recommended')], max_length=20, verbose_name='What was done')),
                    ('by', models.CharField(blank=True, help_text='Who chose or recommended.', max_length=200, verbose_name='Done by')),
                    ('to', models.CharField(blank=True, help_text='To whom it was recommended.', max_length=200, verbose_name='Recommended to')),
                    ('on', models.DateField(blank=True, null=True, verbose_name='Done on')),
                ],
                options={
                    'verbose_name': 'Recommendation of a group',
                    'verbose_name_plural': 'Recommendations of groups',
                    'ordering': ['-year', 'level', 'group'],
                    'constraints': [models.UniqueConstraint(fields=('group', 'year', 'level', 'act'), name='recommendation_once', violation_error_message='This is recorded already.'), models.CheckConstraint(condition=models.Q(('level__in', ['provincial', 'national']), ('act__in', ['selected', 'recommended'])), name='recommendation_words', violation_error_message='Choose a value from the list.')],
                },
            ),
        ]),
    ]
