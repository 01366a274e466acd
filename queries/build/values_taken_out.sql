-- Takes out the reported values of the parts (变更前各部分的上报值出表).

delete from reported_value
where rowid in (select row_id from value_of_part)
