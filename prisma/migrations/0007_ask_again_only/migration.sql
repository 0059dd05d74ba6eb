-- The web process may ask for a signature to be judged again. When it was judged, and its bytes, are the worker's to write.
REVOKE UPDATE ON signed_document FROM proofmark_web;
GRANT UPDATE (wanted) ON signed_document TO proofmark_web;
