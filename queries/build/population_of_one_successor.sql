-- Gives the people of renamed areas their code of today (更名、代码变更的人口).
--
-- @param  month  date  the first month after the change

update population
set area_code = area_successor.area_code
from area_successor
where
    population.area_code = area_successor.former_code
    and area_successor.changed_on = $month
    and area_successor.change_kind in ('renamed', 'recoded')
