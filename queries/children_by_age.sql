-- People and children by age in each area of a level, at every date of statistics (分龄人口).
-- The rule of area_counts: the area's own latest figure stands first, then the sum of its counties,
-- each by the same rule, then that of its townships; one unknown part makes a sum unknown.
--
-- @grain   stat_date
-- @grain   area_code
-- @param   level   text  level of the areas wanted
-- @param   within  text  code of the area they lie in
-- @column  stat_date         date
-- @column  area_code         code
-- @column  population_total  person
-- @column  children_age_0    child
-- @column  children_age_1    child
-- @column  children_age_2    child

with

place as (

    select
        area.area_code,
        area.parent_code,
        area.level
    from area
    inner join area_ancestor using (area_code)
    where area_ancestor.ancestor_code = $within and area.level <> 'community'

),

-- Age -1 stands for people of all ages.
counted as (

    select
        stat_date,
        area_code,
        -1 as age,
        population_total as people
    from population
    union all
    select
        stat_date,
        area_code,
        0 as age,
        children_age_0 as people
    from population
    union all
    select
        stat_date,
        area_code,
        1 as age,
        children_age_1 as people
    from population
    union all
    select
        stat_date,
        area_code,
        2 as age,
        children_age_2 as people
    from population

),

handed_in as (

    select counted.*
    from counted
    inner join place using (area_code)
    where counted.people is not null

),

stat_day as (

    select distinct population.stat_date
    from population
    inner join place using (area_code)

),

asked as (

    select
        stat_day.stat_date,
        age.age,
        place.*
    from stat_day
    cross join place
    cross join (values (-1), (0), (1), (2)) as age (age)

),

-- The latest figure on or before each date.
own as (

    select
        asked.*,
        handed_in.people
    from asked
    asof left join handed_in
        on
            asked.area_code = handed_in.area_code
            and asked.age = handed_in.age
            and asked.stat_date >= handed_in.stat_date

),

township_sum as (

    select
        own.stat_date,
        own.age,
        area_ancestor.ancestor_code as area_code,
        whole_sum(own.people) as people
    from own
    inner join area_ancestor using (area_code)
    where own.level = 'township'
    group by own.stat_date, own.age, area_ancestor.ancestor_code

),

county_sum as (

    select
        own.stat_date,
        own.age,
        area_ancestor.ancestor_code as area_code,
        whole_sum(coalesce(own.people, township_sum.people)) as people
    from own
    inner join area_ancestor using (area_code)
    left join township_sum using (stat_date, age, area_code)
    where own.level = 'county'
    group by own.stat_date, own.age, area_ancestor.ancestor_code

),

settled as (

    select
        own.stat_date,
        own.age,
        own.area_code,
        coalesce(own.people, county_sum.people, township_sum.people)::bigint as people
    from own
    left join county_sum using (stat_date, age, area_code)
    left join township_sum using (stat_date, age, area_code)
    where own.level = $level

)

select
    stat_date,
    area_code,
    max(people) filter (where age = -1) as population_total,
    max(people) filter (where age = 0) as children_age_0,
    max(people) filter (where age = 1) as children_age_1,
    max(people) filter (where age = 2) as children_age_2
from settled
group by stat_date, area_code
order by stat_date, area_code
