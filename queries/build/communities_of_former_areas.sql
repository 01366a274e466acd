-- Gives the communities of institutions of former areas their code of today (变更前的机构所在社区).
-- Of a split area it cannot be told which part is meant: the row keeps its code.

update institution
set community_code = former_area.area_code
from former_area
where institution.community_code = former_area.former_code and former_area.change_kind <> 'split'
