// How the map looks: the colours of the page's own tokens, so that light, dark and print agree with the rest.
import type { Map as MapView, StyleSpecification } from "maplibre-gl";

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Sea, land and borders; no label, for there is no glyph server: names stand in markers and in the table. */
export function style(outlines: GeoJSON.FeatureCollection): StyleSpecification {
  return {
    version: 8,
    sources: { outlines: { type: "geojson", data: outlines, tolerance: 0.2 } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": token("--sea") } },
      { id: "land", type: "fill", source: "outlines", paint: { "fill-color": token("--land"), "fill-antialias": true } },
      {
        id: "borders",
        type: "line",
        source: "outlines",
        filter: ["==", ["get", "settled"], true],
        paint: { "line-color": token("--border-line"), "line-width": 0.8 },
      },
      {
        id: "disputed",
        type: "line",
        source: "outlines",
        filter: ["==", ["get", "settled"], false],
        paint: { "line-color": token("--border-line"), "line-width": 1, "line-dasharray": [3, 2] },
      },
    ],
  };
}

/** Follows a change between light and dark. */
export function followScheme(map: MapView): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    map.setPaintProperty("sea", "background-color", token("--sea"));
    map.setPaintProperty("land", "fill-color", token("--land"));
    map.setPaintProperty("borders", "line-color", token("--border-line"));
    map.setPaintProperty("disputed", "line-color", token("--border-line"));
  });
}
