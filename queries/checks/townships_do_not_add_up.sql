-- 各乡镇街道人口之和与县区人口相差超过2%。
--
-- @en        The people of the townships differ from those of the county by more than 2 %.
-- @severity  warn
-- @table     population
-- @field     population_total
-- @todo_zh   请核对县区与乡镇街道的人口。
-- @todo_en   Compare the population of county and townships.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

with dates as (

    select distinct stat_date
    from population

),

township_total as (

    select
        area.parent_code,
        dates.stat_date,
        sum(population.population_total) as population_total
    from area
    cross join dates
    left join population
        on
            area.area_code = population.area_code
            and dates.stat_date = population.stat_date
    where area.level = 'township'
    group by area.parent_code, dates.stat_date
    -- One township unknown, and the sum says nothing.
    having count(population.population_total) = count(*)

)

select
    population.source_name,
    population.source_row,
    county.area_name as subject,
    population.stat_date || ': ' || township_total.population_total || ' <> '
    || population.population_total as found
from population
inner join area as county on population.area_code = county.area_code
inner join township_total
    on
        population.area_code = township_total.parent_code
        and population.stat_date = township_total.stat_date
where
    county.level = 'county'
    and abs(township_total.population_total - population.population_total)
    > 0.02 * population.population_total
order by population.source_name, population.source_row
