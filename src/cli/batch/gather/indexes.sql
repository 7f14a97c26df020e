CREATE INDEX files_decision ON files(decision);
CREATE INDEX decisions_number ON decisions(number);
CREATE INDEX milestones_owner ON milestones(decision, owner);
CREATE INDEX milestones_day ON milestones(last_day);
CREATE INDEX measures_owner ON measures(decision, owner);
CREATE INDEX agencies_owner ON agencies(decision, owner);
CREATE INDEX agencies_agency ON agencies(agency);
CREATE INDEX citations_key ON citations(key);
CREATE INDEX findings_code ON findings(code);
