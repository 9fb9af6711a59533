use std::net::IpAddr;
use std::sync::Arc;

use super::{Busy, FORGOTTEN_AFTER_MS, LANE_WAITING_MAX, Lane, Lanes, PAUSE_MS_MAX, pause_ms};

fn network(written: &str) -> Lane {
    Lane::of(written.parse::<IpAddr>().unwrap())
}

#[test]
fn a_household_of_ipv6_is_one_network_and_a_mapped_address_is_that_of_ipv4() {
    assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
    assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
    assert_eq!(network("::ffff:192.0.2.7"), network("192.0.2.7"));
    assert_ne!(network("192.0.2.7"), network("192.0.2.8"));
}

/// Ten from one network, then one from each of two others and one from a device: who is served in which order.
#[tokio::test]
async fn lanes_take_turns() {
    let lanes = Arc::new(Lanes::default());
    let held = lanes.take(Lane::Local, 0).await.unwrap_or_else(|_| panic!("nobody waits"));
    let (flood, calm, other) = (network("192.0.2.1"), network("192.0.2.2"), network("192.0.2.3"));
    let device = Lane::Device([7; 16]);
    let served = Arc::new(std::sync::Mutex::new(Vec::new()));
    let mut waiting = tokio::task::JoinSet::new();
    let mut busy = 0;
    for lane in [flood; 10].into_iter().chain([calm, other, device]) {
        let (mine, served) = (Arc::clone(&lanes), Arc::clone(&served));
        waiting.spawn(async move {
            let turn = mine.take(lane, 0).await;
            if turn.is_ok() {
                served.lock().unwrap().push(lane);
            }
            turn.is_ok()
        });
        tokio::task::yield_now().await;
    }
    drop(held);
    while let Some(was_served) = waiting.join_next().await {
        busy += usize::from(!was_served.unwrap());
    }
    assert_eq!(busy, 10 - LANE_WAITING_MAX, "a network has a few waiting, and the rest is told so");
    assert_eq!(*served.lock().unwrap(), [device, flood, calm, other, flood, flood, flood]);
}

#[tokio::test]
async fn who_hangs_up_is_passed_over() {
    let lanes = Arc::new(Lanes::default());
    let held = lanes.take(Lane::Local, 0).await.unwrap_or_else(|_| panic!("nobody waits"));
    let gone = tokio::spawn({
        let lanes = Arc::clone(&lanes);
        async move { lanes.take(network("192.0.2.1"), 0).await.is_ok() }
    });
    tokio::task::yield_now().await;
    gone.abort();
    assert!(gone.await.is_err());
    drop(held);
    assert!(lanes.take(network("192.0.2.2"), 0).await.is_ok());
}

#[tokio::test]
async fn a_lane_that_is_refused_rests_longer_each_time_and_no_other_does() {
    let lanes = Arc::new(Lanes::default());
    let (wrong, other) = (network("192.0.2.1"), network("192.0.2.2"));
    let mut now = FORGOTTEN_AFTER_MS;
    for refusal in 1..=12_u32 {
        assert!(lanes.take(wrong, now).await.is_ok(), "refusal {refusal} at {now}");
        lanes.refused(wrong, now);
        let pause = if refusal <= 3 { 0 } else { pause_ms(refusal) };
        if pause > 0 {
            assert_eq!(lanes.take(wrong, now + pause - 1).await.err(), Some(Busy));
        }
        assert!(lanes.take(other, now).await.is_ok());
        now += pause;
    }
    assert_eq!((pause_ms(4), pause_ms(5), pause_ms(12)), (1000, 2000, PAUSE_MS_MAX));
    lanes.refused(wrong, now + FORGOTTEN_AFTER_MS);
    assert!(lanes.take(wrong, now + FORGOTTEN_AFTER_MS).await.is_ok(), "after a while it is as new");
}
