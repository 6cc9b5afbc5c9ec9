//! Places along a line whose order is given.

/// The places nearest to the wanted ones, by the sum of squares, at which each is at least `gaps[i]` past the one before it;
/// the first gap counts for nothing. Found by pooling neighbours that are in each other's way (Ayer et al., An empirical
/// distribution function for sampling with incomplete information, 1955).
pub(super) fn spaced(wanted: &[f32], gaps: &[f32]) -> Vec<f32> {
    // Without the gaps before it, each only has to stand no further left than the one before.
    let mut past = 0.0;
    let offsets: Vec<f32> = gaps
        .iter()
        .enumerate()
        .map(|(i, gap)| {
            past += if i > 0 { *gap } else { 0.0 };
            past
        })
        .collect();
    let mut pools: Vec<(f32, usize)> = Vec::new();
    for (wanted, offset) in wanted.iter().zip(&offsets) {
        let (mut sum, mut count) = (wanted - offset, 1);
        while let Some((before, members)) = pools.last().copied()
            && before / members as f32 > sum / count as f32
        {
            (sum, count) = (sum + before, count + members);
            pools.pop();
        }
        pools.push((sum, count));
    }
    let pooled = pools.into_iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / count as f32, count));
    pooled.zip(offsets).map(|(at, offset)| at + offset).collect()
}

/// The middle one of some numbers, or the mean of the middle two; `None` without any.
pub(super) fn median(mut of: Vec<f32>) -> Option<f32> {
    of.sort_by(f32::total_cmp);
    let half = of.len() / 2;
    if of.len() % 2 == 1 {
        of.get(half).copied()
    } else {
        Some((of.get(half)? + of.get(half.checked_sub(1)?)?) / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_room_gets_what_is_wanted_and_the_others_share() {
        assert_eq!(spaced(&[0.0, 50.0, 100.0], &[10.0; 3]), [0.0, 50.0, 100.0]);
        assert_eq!(spaced(&[0.0, 0.0, 100.0], &[10.0; 3]), [-5.0, 5.0, 100.0]);
        assert_eq!(
            spaced(&[9.0, 3.0, 3.0], &[0.0, 2.0, 4.0]),
            [5.0 - 8.0 / 3.0, 7.0 - 8.0 / 3.0, 11.0 - 8.0 / 3.0]
        );
        assert!(spaced(&[], &[]).is_empty());
    }

    #[test]
    fn the_middle_is_found() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0]), Some(2.5));
        assert_eq!(median(Vec::new()), None);
    }
}
