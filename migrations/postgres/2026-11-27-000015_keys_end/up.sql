-- A key ends with the membership of whom it stands for: those that stayed open end now.
UPDATE api_keys
SET revoked_at = to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
WHERE revoked_at IS NULL
  AND member_id IN (
      SELECT id FROM members
      WHERE membership_status IN ('former', 'withdrawn')
         OR withdrawn_at IS NOT NULL
         OR merged_into IS NOT NULL
  );
