-- 常住人口与上一次相比变动超过20%。
--
-- @en        The population changed by more than 20 % since the date before.
-- @severity  warn
-- @table     population
-- @field     population_total
-- @todo_zh   请核对是否区划调整、口径变化或多填一位。
-- @todo_en   Check: a moved boundary, another basis, or a digit too many.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

with compared as (

    select
        population.source_name,
        population.source_row,
        area.area_name,
        population.population_total,
        lag(population.population_total) over (
            partition by population.area_code, population.population_basis
            order by population.stat_date
        ) as population_before
    from population
    inner join area on population.area_code = area.area_code

)

select
    source_name,
    source_row,
    area_name as subject,
    population_before || ' > ' || population_total as found
from compared
where abs(population_total - population_before) > 0.2 * population_before
order by source_name, source_row
