-- Takes out the annual tasks of the parts (变更前各部分的年度任务出表).

delete from annual_task
where rowid in (select row_id from task_of_part)
