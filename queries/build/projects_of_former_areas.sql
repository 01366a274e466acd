-- Gives projects of former areas their code of today (变更前的在建项目).
-- Of a split area it cannot be told which part is meant: the row keeps its code.

update project
set area_code = former_area.area_code
from former_area
where project.area_code = former_area.former_code and former_area.change_kind <> 'split'
