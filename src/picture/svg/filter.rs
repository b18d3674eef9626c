//! The cost of filters. They are computed point by point, for eight million points on an A4 page.

use roxmltree::Node;

use super::super::Fault;

/// The most octaves of a turbulence: each is half as large as the one before, and the tenth is no longer to be seen.
const OCTAVES: f64 = 10.0;
/// The number of points for each unit of a drawing when it is filtered.
const SCALE: f64 = 4.0;

/// The cost of a filter each time that it is applied: roughly the number of times that it computes each of its points.
pub(super) fn weight(filter: Node<'_, '_>) -> Result<u64, Fault> {
    let by_box = filter.attribute("primitiveUnits") == Some("objectBoundingBox");
    let weights = filter.children().filter(Node::is_element).map(|part| of_part(part, by_box));
    weights.sum()
}

/// The cost of the functions of a `filter` property: `blur(2px) drop-shadow(…)`.
pub(super) fn weight_of_functions(value: &str) -> u64 {
    5 * value.matches("blur(").chain(value.matches("drop-shadow(")).count() as u64 + value.matches('(').count() as u64
}

fn of_part(part: Node<'_, '_>, by_box: bool) -> Result<u64, Fault> {
    let numbers = |name: &str| -> Vec<f64> {
        let text = part.attribute(name).unwrap_or_default();
        text.split([' ', ',']).filter_map(|number| number.trim().parse().ok()).collect()
    };
    let largest = |name: &str| numbers(name).into_iter().fold(0.0, f64::max);
    let weight = match part.tag_name().name() {
        "feTurbulence" => {
            let octaves = largest("numOctaves");
            if octaves > OCTAVES {
                return Err(Fault::too_complex(format!("has a turbulence of {octaves} octaves: only ten can be seen")));
            }
            5.0 * octaves.max(1.0)
        }
        "feGaussianBlur" | "feDropShadow" => 5.0,
        // It looks at all points of a square around each.
        "feMorphology" => (2.0 * SCALE * largest("radius") * if by_box { 1000.0 } else { 1.0 }).powi(2) / 10.0,
        "feConvolveMatrix" => largest("order").max(3.0).powi(2) / 3.0,
        _ => 1.0,
    };
    // Numbers of a file may be of any size; casts keep to what the type can hold.
    Ok(weight.ceil() as u64)
}
