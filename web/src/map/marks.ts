// The circles: every cluster and every single incident in view is a button, so that the keyboard reaches each of them.
import { Marker, Popup, type GeoJSONSource, type Map as MapView, type GeoJSONFeature } from "maplibre-gl";
import { describe, type Incident } from "./incident.ts";
import { number, say, type Words } from "./words.ts";

const source = "incidents";
/** A cluster that cannot be opened further lists this many of its incidents. */
const listed = 25;

/**
 * Diameter in pixels: area grows with the number. A closer view and a wider map have larger circles; none is too small to
 * be hit, and only the very largest are cut.
 */
export function diameter(people: number, zoom: number, width: number): number {
  const scale = 0.6 * Math.min(1, Math.max(0.6, width / 1000)) * Math.min(5, 1.3 ** zoom);
  return Math.min(116, Math.max(16, scale * Math.sqrt(people)));
}

interface Group {
  cluster?: boolean;
  cluster_id?: number;
  point_count?: number;
  people?: number;
  uncounted?: number;
}

/** Puts a circle for each feature in view and takes away those that left it. Returns the function that redraws. */
export function marks(map: MapView, words: Words): () => void {
  const shown = new Map<string, Marker>();
  return () => {
    const seen = new Set<string>();
    const view = map.getBounds();
    for (const feature of map.querySourceFeatures(source)) {
      // tiles reach beyond the edge; what cannot be seen must not take the keyboard's focus
      if (!view.contains((feature.geometry as GeoJSON.Point).coordinates as [number, number])) continue;
      const properties = feature.properties as Group & Incident;
      const key = properties.cluster ? `c${properties.cluster_id}` : `i${properties.i}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (!shown.has(key)) shown.set(key, mark(map, feature, words));
    }
    for (const [key, marker] of shown) {
      if (seen.has(key)) continue;
      marker.remove();
      shown.delete(key);
    }
  };
}

function mark(map: MapView, feature: GeoJSONFeature, words: Words): Marker {
  const properties = feature.properties as Group & Incident;
  const people = properties.cluster ? (properties.people ?? 0) : properties.n;
  const incidents = properties.point_count ?? 1;
  const button = document.createElement("button");
  button.type = "button";
  button.className = people ? "mark" : "mark mark-unknown";
  const size = diameter(people ?? 0, map.getZoom(), map.getContainer().clientWidth);
  button.style.width = `${size}px`;
  button.style.height = `${size}px`;
  const text = people ? number(people) : "";
  button.textContent = size >= Math.max(30, text.length * 7 + 10) ? text : "";
  button.setAttribute("aria-label", name(people, incidents, properties, words));
  const at = (feature.geometry as GeoJSON.Point).coordinates as [number, number];
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    void open(map, at, properties, words);
  });
  return new Marker({ element: button, anchor: "center" }).setLngLat(at).addTo(map);
}

function name(people: number | undefined, incidents: number, incident: Incident, words: Words): string {
  const howMany = people === undefined ? say(words, "unknown-number") : `${number(people)} ${say(words, "dead-and-missing")}`;
  if (incidents > 1) return `${howMany}, ${say(words, "in-incidents", { n: incidents })}`;
  return [howMany, incident.d, incident.p].filter(Boolean).join(", ");
}

async function open(map: MapView, at: [number, number], properties: Group & Incident, words: Words): Promise<void> {
  if (properties.cluster && properties.cluster_id !== undefined) {
    const incidents = map.getSource(source) as GeoJSONSource;
    const zoom = await incidents.getClusterExpansionZoom(properties.cluster_id);
    if (zoom <= map.getMaxZoom() && zoom > map.getZoom()) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      map.easeTo({ center: at, zoom, animate: !calm });
      return;
    }
    const leaves = await incidents.getClusterLeaves(properties.cluster_id, listed, 0);
    const all = leaves.map((leaf) => describe(leaf.properties as Incident, words));
    show(map, at, all, (properties.point_count ?? 0) - all.length, words);
    return;
  }
  show(map, at, [describe(properties, words)], 0, words);
}

function show(map: MapView, at: [number, number], articles: HTMLElement[], more: number, words: Words): void {
  const list = document.createElement("div");
  list.className = "popup-list";
  list.append(...articles);
  if (more > 0) list.append(document.createTextNode(say(words, "more", { n: more })));
  new Popup({ maxWidth: "20rem", closeButton: true, focusAfterOpen: true }).setLngLat(at).setDOMContent(list).addTo(map);
}
