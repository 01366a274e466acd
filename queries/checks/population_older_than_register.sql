-- 最新人口数比机构台账早24个月以上。
-- One row for each file and date: the first area, and how many more.
--
-- @en        The latest population is more than 24 months older than the register.
-- @severity  warn
-- @table     population
-- @field     stat_date
-- @todo_zh   请补充近年的人口数,否则每千人口托位数会失真。
-- @todo_en   Add a recent population: ratios to people are distorted.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

with latest_population as (

    select
        population.source_name,
        population.source_row,
        population.stat_date,
        area.area_name
    from population
    inner join area on population.area_code = area.area_code
    qualify
        row_number() over (
            partition by population.area_code
            order by population.stat_date desc
        ) = 1

),

latest_register as (

    select max(as_of) as as_of
    from institution

),

old_population as (

    select
        latest_population.source_name,
        latest_population.stat_date::text as found,
        min(latest_population.source_row) as source_row,
        arg_min(latest_population.area_name, latest_population.source_row)
        || ' + ' || (count(*) - 1) as subject
    from latest_population
    cross join latest_register
    where latest_population.stat_date + interval 24 months < latest_register.as_of
    group by latest_population.source_name, latest_population.stat_date

)

select
    source_name,
    source_row,
    subject,
    found
from old_population
order by source_name, found
