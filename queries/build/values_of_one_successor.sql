-- Gives the reported values of renamed areas their code of today (更名、代码变更的上报值).
--
-- @param  month  date  the first month after the change

update reported_value
set area_code = area_successor.area_code
from area_successor
where
    reported_value.area_code = area_successor.former_code
    and area_successor.changed_on = $month
    and area_successor.change_kind in ('renamed', 'recoded')
