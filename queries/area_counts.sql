-- Counts of every area of one level, month by month (各级区域逐月计数).
-- Additive counts only: ratios are made from data/catalog/indicators.toml, at any level alike.
-- A township whose county (its parent) sent no register that month has not reported: null, never 0,
-- and so has every area that contains it. Reported without an institution is a true 0.
--
-- @grain   as_of
-- @grain   area_code
-- @param   first_month  date  first month wanted
-- @param   last_month   date  last month wanted
-- @param   level        text  level of the areas wanted
-- @param   within       text  code of the area they lie in; null means everywhere
-- @column  as_of                                     month
-- @column  area_code                                 code
-- @column  population_total                          person
-- @column  children_under_3                          child
-- @column  is_estimated                              yes_no
-- @column  townships                                 area
-- @column  townships_reported                        area
-- @column  townships_with_population                 area
-- @column  townships_with_inclusive                  area
-- @column  townships_with_public                     area
-- @column  townships_with_toddler_kindergarten       area
-- @column  streets                                   area
-- @column  streets_with_inclusive                    area
-- @column  communities                               area
-- @column  communities_with_service_point            area
-- @column  institutions                              institution
-- @column  inclusive_institutions                    institution
-- @column  filed_institutions                        institution
-- @column  institutions_reporting_filing             institution
-- @column  inclusive_community_institutions          institution
-- @column  employer_institutions                     institution
-- @column  kindergarten_pilot_institutions           institution
-- @column  medical_childcare_institutions            institution
-- @column  demonstration_institutions                institution
-- @column  provincial_inclusive_institutions         institution
-- @column  inclusive_with_medical_partner            institution
-- @column  slots                                     slot
-- @column  inclusive_slots                           slot
-- @column  inclusive_community_slots                 slot
-- @column  rural_slots                               slot
-- @column  children_enrolled                         child
-- @column  slots_reporting_enrolment                 slot
-- @column  children_with_health_record               child
-- @column  children_reporting_records                child
-- @column  staff_reporting_certificates              person
-- @column  certified_staff                           person
-- @column  care_staff_reporting_certificates         person
-- @column  certified_care_staff                      person
-- @column  care_staff_with_children                  person
-- @column  children_with_care_staff                  child
-- @column  fee_total                                 yuan
-- @column  fee_children                              child
-- @column  rural_fee_total                           yuan
-- @column  rural_fee_children                        child
-- @column  kindergartens                             kindergarten
-- @column  kindergartens_with_toddler_class          kindergarten
-- @column  kindergartens_enrolling                   kindergarten
-- @column  public_kindergartens                      kindergarten
-- @column  public_kindergartens_with_toddler_class   kindergarten
-- @column  private_kindergartens                     kindergarten
-- @column  private_kindergartens_with_toddler_class  kindergarten
-- @column  eligible_kindergartens                    kindergarten
-- @column  toddler_slots                             slot
-- @column  inclusive_toddler_slots                   slot
-- @column  toddler_enrolled                          child

with

chosen_months as (

    select as_of
    from month
    where as_of between $first_month and $last_month

),

chosen_areas as (

    select area.area_code
    from area
    where
        area.level = $level
        and (
            $within::text is null
            or exists (
                select 1
                from area_ancestor
                where
                    area_ancestor.area_code = area.area_code
                    and area_ancestor.ancestor_code = $within
            )
        )

),

township as (

    select
        area_code,
        parent_code,
        area_type = 'street' as is_street,
        urban_rural = 'rural' as is_rural,
        coalesce(in_assessment, true) as in_assessment
    from area
    where level = 'township'

),

-- From which day on an institution bears a title; a title without a date was always borne.
institution_title as (

    select
        institution_id,
        min(coalesce(granted_on, date '1900-01-01')) filter (
            where designation = 'kindergarten_pilot'
        ) as pilot_since,
        min(coalesce(granted_on, date '1900-01-01')) filter (
            where designation = 'medical_childcare'
        ) as medical_since,
        min(coalesce(granted_on, date '1900-01-01')) filter (
            where designation = 'demonstration'
        ) as demonstration_since,
        min(coalesce(granted_on, date '1900-01-01')) filter (
            where designation = 'inclusive_certified'
            and designation_level in ('national', 'provincial')
        ) as provincial_inclusive_since
    from designation
    group by institution_id

),

titled_institution as (

    select
        open_institution.*,
        township.is_rural,
        is_inclusive and provider_type = 'community_embedded' as is_inclusive_community,
        pilot_since <= last_day(as_of) as is_kindergarten_pilot,
        medical_since <= last_day(as_of) as is_medical_childcare,
        demonstration_since <= last_day(as_of) as is_demonstration,
        provincial_inclusive_since <= last_day(as_of) as is_provincial_inclusive
    from open_institution
    inner join chosen_months using (as_of)
    left join township using (area_code)
    left join institution_title using (institution_id)

),

institution_counts as (

    select
        as_of,
        area_code,
        count(*) as institutions,
        -- A register without a column knows nothing of it, which is not the same as none.
        if_given(is_inclusive, count(*) filter (where is_inclusive)) as inclusive_institutions,
        if_given(is_public, count(*) filter (where is_public)) as public_institutions,
        if_given(filing_status, count(*) filter (where filing_status = 'filed'))
            as filed_institutions,
        count(filing_status) as institutions_reporting_filing,
        if_given(provider_type, count(*) filter (where is_inclusive_community))
            as inclusive_community_institutions,
        if_given(provider_type, count(*) filter (where provider_type = 'employer'))
            as employer_institutions,
        if(exists (from designation), count(*) filter (where is_kindergarten_pilot), null)
            as kindergarten_pilot_institutions,
        if(exists (from designation), count(*) filter (where is_medical_childcare), null)
            as medical_childcare_institutions,
        if(exists (from designation), count(*) filter (where is_demonstration), null)
            as demonstration_institutions,
        if(exists (from designation), count(*) filter (where is_provincial_inclusive), null)
            as provincial_inclusive_institutions,
        if_given(
            has_medical_partner, count(*) filter (where is_inclusive and has_medical_partner)
        ) as inclusive_with_medical_partner,
        sum(slots) as slots,
        sum(inclusive_slots) as inclusive_slots,
        case
            when count(*) filter (where is_inclusive_community) > 0
                then sum(inclusive_slots) filter (where is_inclusive_community)
            else if_given(provider_type, 0)
        end as inclusive_community_slots,
        sum(case when is_rural then slots when is_rural is not null then 0 end) as rural_slots,
        sum(children_enrolled) as children_enrolled,
        sum(slots) filter (where children_enrolled is not null) as slots_reporting_enrolment,
        sum(children_with_health_record) filter (where children_enrolled is not null)
            as children_with_health_record,
        sum(children_enrolled) filter (where children_with_health_record is not null)
            as children_reporting_records,
        sum(staff) filter (where certified_staff is not null) as staff_reporting_certificates,
        sum(certified_staff) filter (where staff is not null) as certified_staff,
        sum(care_staff) filter (where certified_care_staff is not null)
            as care_staff_reporting_certificates,
        sum(certified_care_staff) filter (where care_staff is not null) as certified_care_staff,
        sum(care_staff) filter (where children_enrolled is not null) as care_staff_with_children,
        sum(children_enrolled) filter (where care_staff is not null) as children_with_care_staff,
        sum(monthly_fee * children_enrolled) as fee_total,
        sum(children_enrolled) filter (where monthly_fee is not null) as fee_children,
        -- What is not rural has no rural fees: that is known, and 0.
        sum(case when is_rural then monthly_fee * children_enrolled when not is_rural then 0 end)
            as rural_fee_total,
        sum(
            case
                when is_rural and monthly_fee is not null then children_enrolled
                when not is_rural then 0
            end
        ) as rural_fee_children
    from titled_institution
    group by as_of, area_code

),

-- A county reports with its first row of the month, closed or uncounted institutions included.
reporting_parent as (

    select distinct
        institution.as_of,
        township.parent_code
    from institution
    inner join chosen_months using (as_of)
    inner join township using (area_code)

),

kindergarten_snapshot as (

    select
        chosen_months.as_of,
        max(kindergarten.as_of) as taken_in
    from chosen_months
    inner join kindergarten on chosen_months.as_of >= kindergarten.as_of
    group by chosen_months.as_of

),

kindergarten_counts as (

    select
        kindergarten_snapshot.as_of,
        kindergarten.area_code,
        count(*) as kindergartens,
        if_given(has_toddler_class, count(*) filter (where has_toddler_class))
            as kindergartens_with_toddler_class,
        -- Without a toddler class nobody is enrolled, whether or not the cell was filled.
        case
            when
                count(*) filter (where has_toddler_class) = 0
                or count(toddler_enrolled) filter (where has_toddler_class) > 0
                then count(*) filter (where toddler_enrolled > 0)
        end as kindergartens_enrolling,
        if_given(is_public, count(*) filter (where is_public)) as public_kindergartens,
        if_given(
            is_public and has_toddler_class,
            count(*) filter (where is_public and has_toddler_class)
        ) as public_kindergartens_with_toddler_class,
        if_given(is_public, count(*) filter (where not is_public)) as private_kindergartens,
        if_given(
            is_public and has_toddler_class,
            count(*) filter (where not is_public and has_toddler_class)
        ) as private_kindergartens_with_toddler_class,
        if_given(could_open_toddler_class, count(*) filter (where could_open_toddler_class))
            as eligible_kindergartens,
        sum(toddler_slots) as toddler_slots,
        sum(inclusive_toddler_slots) as inclusive_toddler_slots,
        sum(toddler_enrolled) as toddler_enrolled
    from kindergarten
    inner join kindergarten_snapshot on kindergarten.as_of = kindergarten_snapshot.taken_in
    group by kindergarten_snapshot.as_of, kindergarten.area_code

),

kindergarten_parent as (

    select distinct
        kindergarten_counts.as_of,
        township.parent_code
    from kindergarten_counts
    inner join township using (area_code)

),

service_point_snapshot as (

    select
        chosen_months.as_of,
        max(service_point.as_of) as taken_in
    from chosen_months
    inner join service_point on chosen_months.as_of >= service_point.as_of
    group by chosen_months.as_of

),

served_communities as (

    select
        service_point_snapshot.as_of,
        area.parent_code as area_code,
        count(distinct area.area_code) as communities_with_service_point
    from service_point
    inner join service_point_snapshot on service_point.as_of = service_point_snapshot.taken_in
    inner join area on service_point.community_code = area.area_code
    group by service_point_snapshot.as_of, area.parent_code

),

all_communities as (

    select
        parent_code as area_code,
        count(*) as communities
    from area
    where level = 'community'
    group by parent_code

),

-- The latest figure on or before the month, at whichever levels figures were handed in.
dated_population as (

    select
        chosen_months.as_of,
        population.area_code,
        arg_max(population.population_total, population.stat_date) as population_total,
        arg_max(
            population.children_age_0 + population.children_age_1 + population.children_age_2,
            population.stat_date
        ) as children_under_3,
        coalesce(
            arg_max(population.population_method, population.stat_date) = 'estimate', false
        ) as is_estimated
    from chosen_months
    inner join population on last_day(chosen_months.as_of) >= population.stat_date
    group by chosen_months.as_of, population.area_code

),

township_month as (

    select
        chosen_months.as_of,
        township.*,
        reporting_parent.parent_code is not null as reported,
        kindergarten_parent.parent_code is not null as kindergartens_known,
        service_point_snapshot.as_of is not null as service_points_known,
        dated_population.population_total,
        dated_population.children_under_3,
        coalesce(dated_population.is_estimated, false) as is_estimated,
        coalesce(institution_counts.institutions, 0) as institutions,
        -- No institution has no inclusive one; institutions of unknown kind leave it unknown.
        if(institution_counts.area_code is null, 0, inclusive_institutions)
            as inclusive_institutions,
        if(institution_counts.area_code is null, 0, public_institutions) as public_institutions,
        coalesce(kindergarten_counts.kindergartens, 0) as kindergartens,
        if(kindergarten_counts.area_code is null, 0, kindergartens_with_toddler_class)
            as kindergartens_with_toddler_class,
        coalesce(kindergarten_counts.public_kindergartens_with_toddler_class, 0)
            as public_kindergartens_with_toddler_class,
        coalesce(all_communities.communities, 0) as communities,
        coalesce(served_communities.communities_with_service_point, 0)
            as communities_with_service_point,
        institution_counts.* exclude (
            as_of, area_code, institutions, inclusive_institutions, public_institutions
        ),
        kindergarten_counts.* exclude (
            as_of,
            area_code,
            kindergartens,
            kindergartens_with_toddler_class,
            public_kindergartens_with_toddler_class
        )
    from chosen_months
    cross join township
    left join reporting_parent using (as_of, parent_code)
    left join kindergarten_parent using (as_of, parent_code)
    left join service_point_snapshot using (as_of)
    left join dated_population using (as_of, area_code)
    left join institution_counts using (as_of, area_code)
    left join kindergarten_counts using (as_of, area_code)
    left join all_communities using (area_code)
    left join served_communities using (as_of, area_code)

),

rolled_up as (

    select
        township_month.as_of,
        chosen_areas.area_code,
        if(count(population_total) = count(*), sum(population_total), null) as population_total,
        if(count(children_under_3) = count(*), sum(children_under_3), null) as children_under_3,
        bool_or(is_estimated) as is_estimated,
        count(*) filter (where in_assessment) as townships,
        count(*) filter (where reported) as townships_reported,
        count(population_total) as townships_with_population,
        count_known(
            in_assessment and inclusive_institutions > 0,
            reported and inclusive_institutions is not null
        ) as townships_with_inclusive,
        count_known(
            in_assessment
            and (public_institutions > 0 or public_kindergartens_with_toddler_class > 0),
            (reported or kindergartens_known) and public_institutions is not null
        ) as townships_with_public,
        count_known(
            in_assessment and kindergartens_with_toddler_class > 0,
            kindergartens_known and kindergartens_with_toddler_class is not null
        ) as townships_with_toddler_kindergarten,
        count(*) filter (where in_assessment and is_street) as streets,
        count_known(
            in_assessment and is_street and inclusive_institutions > 0,
            not is_street or (reported and inclusive_institutions is not null)
        ) as streets_with_inclusive,
        sum(communities) as communities,
        sum_known(communities_with_service_point, communities, service_points_known)
            as communities_with_service_point,
        sum_known(institutions, institutions, reported) as institutions,
        sum_known(inclusive_institutions, institutions, reported) as inclusive_institutions,
        sum_known(filed_institutions, institutions, reported) as filed_institutions,
        sum_known(institutions_reporting_filing, institutions, reported)
            as institutions_reporting_filing,
        sum_known(inclusive_community_institutions, institutions, reported)
            as inclusive_community_institutions,
        sum_known(employer_institutions, institutions, reported) as employer_institutions,
        sum_known(kindergarten_pilot_institutions, institutions, reported)
            as kindergarten_pilot_institutions,
        sum_known(medical_childcare_institutions, institutions, reported)
            as medical_childcare_institutions,
        sum_known(demonstration_institutions, institutions, reported)
            as demonstration_institutions,
        sum_known(provincial_inclusive_institutions, institutions, reported)
            as provincial_inclusive_institutions,
        sum_known(inclusive_with_medical_partner, institutions, reported)
            as inclusive_with_medical_partner,
        sum_known(slots, institutions, reported) as slots,
        sum_known(inclusive_slots, institutions, reported) as inclusive_slots,
        sum_known(
            inclusive_community_slots,
            coalesce(inclusive_community_institutions, institutions),
            reported
        ) as inclusive_community_slots,
        sum_known(rural_slots, institutions, reported) as rural_slots,
        sum_known(children_enrolled, institutions, reported) as children_enrolled,
        sum_known(slots_reporting_enrolment, institutions, reported) as slots_reporting_enrolment,
        sum_known(children_with_health_record, institutions, reported)
            as children_with_health_record,
        sum_known(children_reporting_records, institutions, reported) as children_reporting_records,
        sum_known(staff_reporting_certificates, institutions, reported)
            as staff_reporting_certificates,
        sum_known(certified_staff, institutions, reported) as certified_staff,
        sum_known(care_staff_reporting_certificates, institutions, reported)
            as care_staff_reporting_certificates,
        sum_known(certified_care_staff, institutions, reported) as certified_care_staff,
        sum_known(care_staff_with_children, institutions, reported) as care_staff_with_children,
        sum_known(children_with_care_staff, institutions, reported) as children_with_care_staff,
        sum_known(fee_total, institutions, reported) as fee_total,
        sum_known(fee_children, institutions, reported) as fee_children,
        sum_known(rural_fee_total, institutions, reported) as rural_fee_total,
        sum_known(rural_fee_children, institutions, reported) as rural_fee_children,
        sum_known(kindergartens, kindergartens, kindergartens_known) as kindergartens,
        sum_known(kindergartens_with_toddler_class, kindergartens, kindergartens_known)
            as kindergartens_with_toddler_class,
        sum_known(kindergartens_enrolling, kindergartens_with_toddler_class, kindergartens_known)
            as kindergartens_enrolling,
        sum_known(public_kindergartens, kindergartens, kindergartens_known)
            as public_kindergartens,
        sum_known(public_kindergartens_with_toddler_class, kindergartens, kindergartens_known)
            as public_kindergartens_with_toddler_class,
        sum_known(private_kindergartens, kindergartens, kindergartens_known)
            as private_kindergartens,
        sum_known(private_kindergartens_with_toddler_class, kindergartens, kindergartens_known)
            as private_kindergartens_with_toddler_class,
        sum_known(eligible_kindergartens, kindergartens, kindergartens_known)
            as eligible_kindergartens,
        sum_known(toddler_slots, kindergartens, kindergartens_known) as toddler_slots,
        sum_known(inclusive_toddler_slots, kindergartens, kindergartens_known)
            as inclusive_toddler_slots,
        sum_known(toddler_enrolled, kindergartens, kindergartens_known) as toddler_enrolled
    from chosen_areas
    inner join area_ancestor on chosen_areas.area_code = area_ancestor.ancestor_code
    inner join township_month on area_ancestor.area_code = township_month.area_code
    group by township_month.as_of, chosen_areas.area_code

),

-- A figure handed in for the area itself stands before the sum of its parts; between the two
-- stand the counties, some of which may have figures of their own.
county_population as (

    select
        chosen_months.as_of,
        area.area_code,
        coalesce(any_value(own.population_total), whole_sum(part.population_total))
            as population_total,
        coalesce(any_value(own.children_under_3), whole_sum(part.children_under_3))
            as children_under_3
    from chosen_months
    cross join area
    left join dated_population as own
        on chosen_months.as_of = own.as_of and area.area_code = own.area_code
    left join township_month as part
        on chosen_months.as_of = part.as_of and area.area_code = part.parent_code
    where area.level = 'county' and $level in ('city', 'province', 'nation')
    group by chosen_months.as_of, area.area_code

),

sum_of_counties as (

    select
        county_population.as_of,
        chosen_areas.area_code,
        whole_sum(county_population.population_total) as population_total,
        whole_sum(county_population.children_under_3) as children_under_3
    from chosen_areas
    inner join area_ancestor on chosen_areas.area_code = area_ancestor.ancestor_code
    inner join county_population on area_ancestor.area_code = county_population.area_code
    group by county_population.as_of, chosen_areas.area_code

)

select
    rolled_up.as_of,
    rolled_up.area_code,
    coalesce(
        dated_population.population_total,
        sum_of_counties.population_total,
        rolled_up.population_total
    )::bigint as population_total,
    coalesce(
        dated_population.children_under_3,
        sum_of_counties.children_under_3,
        rolled_up.children_under_3
    )::bigint as children_under_3,
    coalesce(dated_population.is_estimated, rolled_up.is_estimated) as is_estimated,
    rolled_up.* exclude (as_of, area_code, population_total, children_under_3, is_estimated)
from rolled_up
left join dated_population using (as_of, area_code)
left join sum_of_counties using (as_of, area_code)
order by rolled_up.as_of, rolled_up.area_code
