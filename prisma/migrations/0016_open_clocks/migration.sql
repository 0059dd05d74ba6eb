-- Open clocks in the order of their deadlines, with what boards and sums ask of them: closed ones pile up beside them for ever.
CREATE INDEX patch_sla_open ON patch_sla (system_id, due_at, severity_rank, id) INCLUDE (image_id, state, start_at) WHERE stopped_at IS NULL;
-- What stopped since some day, for the line of the last thirty.
CREATE INDEX patch_sla_stopped ON patch_sla (system_id, stopped_at) INCLUDE (start_at, due_at, state) WHERE stopped_at IS NOT NULL;
