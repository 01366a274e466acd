-- Puts the annual tasks of merged areas in their place (合并后的年度任务入表).

insert into annual_task by name
select * -- noqa: AM04
from remade_tasks
