-- 3岁以下婴幼儿占人口比例异常(不在0.5%至6%之间)。
-- The latest date only.
--
-- @en        Children under 3 are less than 0.5 % or more than 6 % of the people.
-- @severity  warn
-- @table     population
-- @field     children_age_0
-- @todo_zh   请核对分年龄人数。
-- @todo_en   Check the numbers by age.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    population.source_name,
    population.source_row,
    area.area_name as subject,
    (population.children_age_0 + population.children_age_1 + population.children_age_2)
    || ' / ' || population.population_total as found
from population
inner join area on population.area_code = area.area_code
where
    population.stat_date = (select max(latest.stat_date) from population as latest)
    and population.population_total > 0
    and (
        population.children_age_0 + population.children_age_1 + population.children_age_2
    ) / population.population_total not between 0.005 and 0.06
order by population.source_name, population.source_row
