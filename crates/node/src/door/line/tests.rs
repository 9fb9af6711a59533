use super::AuditLine;

/// A line as this program writes it, and one from before there were roles.
const GOLDEN: &str = include_str!("golden.jsonl");

#[test]
fn lines_read_back_as_they_were_written() {
    let mut lines = GOLDEN.lines();
    let now = lines.next().unwrap();
    let read: AuditLine = serde_json::from_str(now).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), now);
    let before: AuditLine = serde_json::from_str(lines.next().unwrap()).unwrap();
    assert_eq!((before.role, before.route, before.outcome), (None, None, super::Outcome::Allowed));
    assert_eq!(before.action, "open-attachment");
}
