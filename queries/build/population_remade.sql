-- The people of areas made of others, at every date with figures of a part (合并、拆分后的人口).
-- Before the change each part counts with its latest figure, as a county counts its townships; one
-- without any makes the sum unknown. From the change on, a former code counts only at the dates at
-- which it was still handed in. The people of a split area go to its successors by their shares,
-- rounded by largest remainder so that they add up to what was handed in.
--
-- @param  month  date  the first month after the change

create or replace temp table remade_population as
with part_row as (

    select
        changing_area.area_code,
        changing_area.part_code,
        changing_area.share,
        population.* exclude (area_code)
    from changing_area
    inner join population on changing_area.part_code = population.area_code

),

-- Age -1 stands for people of all ages.
counted as (

    select
        part_row.*,
        age.age,
        case age.age
            when -1 then population_total
            when 0 then children_age_0
            when 1 then children_age_1
            when 2 then children_age_2
        end as people
    from part_row
    cross join (values (-1), (0), (1), (2)) as age (age)

),

divided as (

    select
        *,
        floor(people * share) as at_least,
        people * share - floor(people * share) as remainder
    from counted

),

apportioned as (

    select
        area_code,
        part_code,
        stat_date,
        age,
        at_least + if(
            row_number()
                over (
                    partition by part_code, stat_date, age
                    order by remainder desc, area_code asc
                )
            <= people - sum(at_least) over (partition by part_code, stat_date, age),
            1,
            0
        ) as people
    from divided
    where people is not null and share is not null

),

moment as (

    select distinct
        area_code,
        stat_date
    from part_row
    where
        (part_code <> area_code or stat_date < $month)
        and area_code in (
            select former.area_code
            from part_row as former
            where former.part_code <> former.area_code
        )

),

asked as (

    select
        moment.area_code,
        moment.stat_date,
        changing_area.part_code,
        age.age
    from moment
    inner join changing_area using (area_code)
    cross join (values (-1), (0), (1), (2)) as age (age)

),

found as (

    select
        asked.area_code,
        asked.stat_date,
        asked.age,
        if(
            asked.stat_date < $month or asked.stat_date = apportioned.stat_date,
            apportioned.people,
            null
        ) as people
    from asked
    asof left join apportioned
        on
            asked.area_code = apportioned.area_code
            and asked.part_code = apportioned.part_code
            and asked.age = apportioned.age
            and asked.stat_date >= apportioned.stat_date

),

summed as (

    select
        area_code,
        stat_date,
        age,
        if(count(people) = count(*), sum(people), null)::bigint as people
    from found
    group by area_code, stat_date, age

),

latest as (

    select
        moment.area_code,
        moment.stat_date,
        part_row.* exclude (area_code, stat_date)
    from moment
    inner join changing_area using (area_code)
    asof inner join part_row
        on
            moment.area_code = part_row.area_code
            and changing_area.part_code = part_row.part_code
            and moment.stat_date >= part_row.stat_date

),

told as (

    select
        area_code,
        stat_date,
        if(
            count(population_basis) = count(*) and count(distinct population_basis) = 1,
            min(population_basis),
            null
        ) as population_basis,
        case
            when bool_or(population_method = 'estimate' or share < 1) then 'estimate'
            when count(population_method) = count(*) and count(distinct population_method) = 1
                then min(population_method)
        end as population_method,
        string_agg(distinct source, '; ' order by source) as source,
        min_by(source_name, part_code) as source_name,
        min_by(source_row, part_code) as source_row
    from latest
    group by area_code, stat_date

)

select
    summed.area_code,
    summed.stat_date,
    max(summed.people) filter (where summed.age = -1) as population_total,
    max(summed.people) filter (where summed.age = 0) as children_age_0,
    max(summed.people) filter (where summed.age = 1) as children_age_1,
    max(summed.people) filter (where summed.age = 2) as children_age_2,
    any_value(told.population_basis) as population_basis,
    any_value(told.population_method) as population_method,
    any_value(told.source) as source,
    any_value(told.source_name) as source_name,
    any_value(told.source_row) as source_row
from summed
inner join told using (area_code, stat_date)
group by summed.area_code, summed.stat_date
order by summed.area_code, summed.stat_date
