import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        # The exclusion constraint compares a text and a range in one GiST index.
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('name_ar', models.CharField(max_length=80, verbose_name='Arabic name')),
                ('name_en', models.CharField(max_length=80, verbose_name='English name')),
                ('code', models.CharField(max_length=5, primary_key=True, serialize=False, verbose_name='code')),
                ('order', models.PositiveSmallIntegerField(verbose_name='order')),
                ('tile_row', models.PositiveSmallIntegerField(verbose_name='row on the map, from the north')),
                ('tile_column', models.PositiveSmallIntegerField(verbose_name='column on the map, from the west')),
            ],
            options={
                'verbose_name': 'region',
                'verbose_name_plural': 'regions',
                'ordering': ('order',),
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^SA-(0[1-9]|1[0-24])$')), name='region_code_is_iso_3166_2'), models.UniqueConstraint(fields=('order',), name='regions_stand_in_one_order'), models.UniqueConstraint(fields=('tile_row', 'tile_column'), name='regions_do_not_share_a_tile'), models.UniqueConstraint(fields=('name_ar',), name='arabic_names_of_regions_differ'), models.UniqueConstraint(fields=('name_en',), name='english_names_of_regions_differ')],
            },
        ),
        migrations.CreateModel(
            name='Governorate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_ar', models.CharField(max_length=80, verbose_name='Arabic name')),
                ('name_en', models.CharField(max_length=80, verbose_name='English name')),
                ('code', models.CharField(max_length=40, verbose_name='code')),
                ('sort_ar', models.CharField(editable=False, max_length=80)),
                ('seat', models.BooleanField(default=False, verbose_name='seat of the region')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid until, that day excluded')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='governorates', to='places.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'governorate',
                'verbose_name_plural': 'governorates',
                'ordering': ('region__order', '-seat', 'sort_ar', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='governorate_ends_after_it_begins'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('code', '='), (models.Func('valid_from', 'valid_to', models.Value('[)'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='governorate_has_one_version_at_a_time')],
            },
        ),
    ]
