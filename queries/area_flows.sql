-- What was added in every area of one level from 1 January to each month (各级区域当年累计新增).
-- Gross additions are summed over the county's registers of the year, each held against the one
-- before: a month that a county skips is neither closing nor opening. Unknown (null) where the
-- county handed in nothing that month, or nothing in the year before: what a first register holds
-- is not new. The counting rule is that of area_counts.sql.
--
-- @grain   as_of
-- @grain   area_code
-- @param   first_month  date  first month wanted
-- @param   last_month   date  last month wanted
-- @param   level        text  level of the areas wanted
-- @param   within       text  code of the area they lie in; null means everywhere
-- @column  as_of                                   month
-- @column  area_code                               code
-- @column  slots_added                             slot
-- @column  slots_net_added                         slot
-- @column  inclusive_slots_added                   slot
-- @column  institutions_opened                     institution
-- @column  inclusive_community_institutions_opened  institution
-- @column  toddler_classes_added                   class
-- @column  inclusive_toddler_classes_added         class
-- @column  slots_task                              slot

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
        parent_code
    from area
    where level = 'township'

),

-- The months in which a county handed in a register, each with its next one.
register as (

    select
        township.parent_code,
        institution.as_of,
        lead(institution.as_of, 1, date '9999-12-31') over (
            partition by township.parent_code
            order by institution.as_of
        ) as next_register
    from institution
    inner join township using (area_code)
    where institution.as_of <= $last_month
    group by township.parent_code, institution.as_of

),

-- Open before: open in the last register, before this one, of the county it then lay in. So an
-- institution that moves is not new, and one that closed and opens again is.
institution_before as (

    select
        open_institution.as_of,
        open_institution.area_code,
        open_institution.institution_id,
        -- A kind that was not given is unknown, also where it would not matter.
        if(
            open_institution.provider_type is null,
            null,
            open_institution.is_inclusive and provider_type = 'community_embedded'
        ) as is_inclusive_community,
        open_institution.slots,
        open_institution.inclusive_slots,
        coalesce(lag(register.next_register) over earlier >= open_institution.as_of, false)
            as was_open,
        -- The last number given: a cell left empty for a month hides no expansion.
        lag(open_institution.slots ignore nulls) over earlier as slots_before,
        lag(open_institution.inclusive_slots ignore nulls) over earlier as inclusive_slots_before
    from open_institution
    inner join township using (area_code)
    inner join register using (parent_code, as_of)
    window
        earlier as (
            partition by open_institution.institution_id
            order by open_institution.as_of
        )

),

institution_growth as (

    select
        as_of,
        area_code,
        slots,
        is_inclusive_community,
        not was_open as is_opened,
        bool_or(not was_open) over (
            partition by institution_id, year(as_of)
            order by as_of
        ) as is_opened_this_year,
        growth(slots, if(was_open, slots_before, 0)) as slots_added,
        growth(inclusive_slots, if(was_open, inclusive_slots_before, 0)) as inclusive_slots_added
    from institution_before

),

township_growth as (

    select
        as_of,
        area_code,
        count(*) as institutions,
        sum(slots) as slots,
        sum(slots_added) as slots_added,
        sum(inclusive_slots_added) as inclusive_slots_added,
        count(*) filter (where is_opened) as institutions_opened,
        if_given(
            is_inclusive_community,
            count(*) filter (where is_inclusive_community and is_opened_this_year)
        ) as inclusive_community_institutions_opened
    from institution_growth
    group by as_of, area_code

),

-- Every township in every register of its county; without an institution it has and adds none.
township_register as (

    select
        register.as_of,
        township.area_code,
        coalesce(institutions, 0) as institutions,
        if(institutions is null, 0, slots) as slots,
        if(institutions is null, 0, slots_added) as slots_added,
        if(institutions is null, 0, inclusive_slots_added) as inclusive_slots_added,
        coalesce(institutions_opened, 0) as institutions_opened,
        if(institutions is null, 0, inclusive_community_institutions_opened)
            as inclusive_community_institutions_opened
    from register
    inner join township using (parent_code)
    left join township_growth using (as_of, area_code)

),

end_of_year as (

    select
        area_code,
        year(as_of) as year,
        arg_max_null(slots, as_of) as slots,
        arg_max_null(institutions, as_of) as institutions
    from township_register
    group by area_code, year(as_of)

),

township_year as (

    select
        township_register.as_of,
        township_register.area_code,
        township_register.institutions,
        township_register.institutions + end_of_year.institutions as institutions_ever,
        township_register.slots - end_of_year.slots as slots_net_added,
        township_register.inclusive_community_institutions_opened,
        sum(institutions_opened) over year_so_far as institutions_opened,
        -- A register that gives no slots leaves its own month unknown, and no other.
        if(slots_added is null, null, sum(slots_added) over year_so_far) as slots_added,
        if(inclusive_slots_added is null, null, sum(inclusive_slots_added) over year_so_far)
            as inclusive_slots_added
    from township_register
    inner join end_of_year
        on
            township_register.area_code = end_of_year.area_code
            and year(township_register.as_of) = end_of_year.year + 1
    window
        year_so_far as (
            partition by township_register.area_code, year(township_register.as_of)
            order by township_register.as_of
        )

),

kindergarten_register as (

    select
        township.parent_code,
        kindergarten.as_of,
        lead(kindergarten.as_of, 1, date '9999-12-31') over (
            partition by township.parent_code
            order by kindergarten.as_of
        ) as next_register
    from kindergarten
    inner join township using (area_code)
    where kindergarten.as_of <= $last_month
    group by township.parent_code, kindergarten.as_of

),

kindergarten_before as (

    select
        kindergarten.as_of,
        kindergarten.area_code,
        -- Without a toddler class there is none, whether or not the cell was filled.
        if(has_toddler_class, toddler_classes, has_toddler_class::bigint) as classes,
        if(has_toddler_class, inclusive_toddler_classes, has_toddler_class::bigint)
            as inclusive_classes,
        coalesce(lag(kindergarten_register.next_register) over earlier >= as_of, false)
            as was_there,
        lag(classes ignore nulls) over earlier as classes_before,
        lag(inclusive_classes ignore nulls) over earlier as inclusive_classes_before
    from kindergarten
    inner join township using (area_code)
    inner join kindergarten_register using (parent_code, as_of)
    window
        earlier as (
            partition by kindergarten.kindergarten_id
            order by kindergarten.as_of
        )

),

kindergarten_growth as (

    select
        as_of,
        area_code,
        count(*) as kindergartens,
        sum(growth(classes, if(was_there, classes_before, 0))) as toddler_classes_added,
        sum(growth(inclusive_classes, if(was_there, inclusive_classes_before, 0)))
            as inclusive_toddler_classes_added
    from kindergarten_before
    group by as_of, area_code

),

kindergarten_year as (

    select
        kindergarten_register.as_of,
        township.area_code,
        coalesce(kindergartens, 0) as kindergartens,
        if(
            kindergartens > 0 and toddler_classes_added is null,
            null,
            coalesce(sum(toddler_classes_added) over year_so_far, 0)
        ) as toddler_classes_added,
        if(
            kindergartens > 0 and inclusive_toddler_classes_added is null,
            null,
            coalesce(sum(inclusive_toddler_classes_added) over year_so_far, 0)
        ) as inclusive_toddler_classes_added
    from kindergarten_register
    inner join township using (parent_code)
    left join kindergarten_growth using (as_of, area_code)
    where
        exists (
            select 1
            from kindergarten_register as earlier
            where
                earlier.parent_code = kindergarten_register.parent_code
                and year(earlier.as_of) = year(kindergarten_register.as_of) - 1
        )
    window
        year_so_far as (
            partition by township.area_code, year(kindergarten_register.as_of)
            order by kindergarten_register.as_of
        )

),

-- The kindergartens handed in last, if that was this year: nothing is known of a year before.
kindergarten_snapshot as (

    select
        chosen_months.as_of,
        max(kindergarten.as_of) as taken_in
    from chosen_months
    inner join kindergarten on chosen_months.as_of >= kindergarten.as_of
    group by chosen_months.as_of
    having year(max(kindergarten.as_of)) = year(chosen_months.as_of)

),

rolled_up as (

    select
        chosen_months.as_of,
        chosen_areas.area_code,
        sum_known(slots_added, institutions, township_year.as_of is not null) as slots_added,
        sum_known(slots_net_added, institutions_ever, township_year.as_of is not null)
            as slots_net_added,
        sum_known(inclusive_slots_added, institutions, township_year.as_of is not null)
            as inclusive_slots_added,
        sum_known(institutions_opened, institutions, township_year.as_of is not null)
            as institutions_opened,
        sum_known(
            inclusive_community_institutions_opened,
            institutions,
            township_year.as_of is not null
        ) as inclusive_community_institutions_opened,
        sum_known(toddler_classes_added, kindergartens, kindergarten_year.as_of is not null)
            as toddler_classes_added,
        sum_known(
            inclusive_toddler_classes_added, kindergartens, kindergarten_year.as_of is not null
        ) as inclusive_toddler_classes_added
    from chosen_areas
    inner join area_ancestor on chosen_areas.area_code = area_ancestor.ancestor_code
    inner join township on area_ancestor.area_code = township.area_code
    cross join chosen_months
    left join township_year
        on
            township.area_code = township_year.area_code
            and chosen_months.as_of = township_year.as_of
    left join kindergarten_snapshot on chosen_months.as_of = kindergarten_snapshot.as_of
    left join kindergarten_year
        on
            township.area_code = kindergarten_year.area_code
            and kindergarten_snapshot.taken_in = kindergarten_year.as_of
    group by chosen_months.as_of, chosen_areas.area_code

),

-- A task is given to an area as a whole: the tasks of its parts are not added up.
slot_task as (

    select
        area_code,
        year,
        max(task_value) as slots_task
    from annual_task
    where indicator = 'new_slots'
    group by area_code, year

)

select
    rolled_up.*,
    slot_task.slots_task
from rolled_up
left join slot_task
    on rolled_up.area_code = slot_task.area_code and year(rolled_up.as_of) = slot_task.year
order by rolled_up.as_of, rolled_up.area_code
