// Decodes a quantised TopoJSON topology into GeoJSON. The same few rules as the server's decoder in
// crates/server/src/map/topojson.rs; source: the TopoJSON format specification, sections 2.1.3 and 2.2.
import type { Feature, FeatureCollection, Geometry, Position } from "geojson";

interface Transform {
  scale: [number, number];
  translate: [number, number];
}

type Arcs = number[];

interface TopoGeometry {
  type: string;
  id?: string;
  arcs?: unknown;
}

export interface Topology {
  transform: Transform;
  arcs: [number, number][][];
  objects: Record<string, { geometries: TopoGeometry[] }>;
}

function decodeArcs(topology: Topology): Position[][] {
  const { scale, translate } = topology.transform;
  return topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

/** Joins arcs to a ring; a negative index `~i` is arc `i` backwards, and the shared end point is written once. */
function ring(arcs: Arcs, decoded: Position[][]): Position[] {
  const points: Position[] = [];
  for (const index of arcs) {
    const arc = decoded[index < 0 ? ~index : index] ?? [];
    const ordered = index < 0 ? [...arc].reverse() : arc;
    points.push(...(points.length > 0 ? ordered.slice(1) : ordered));
  }
  return acrossTheDateLine(points);
}

/**
 * A ring that crosses the date line jumps from 180 to -180 in the source. Going on to 181 instead keeps it in one piece; the
 * map puts what lies beyond 180 on the other side. A ring around a pole does not come back and stays as it is.
 */
function acrossTheDateLine(points: Position[]): Position[] {
  let turn = 0;
  let before = points[0]?.[0] ?? 0;
  const unrolled = points.map(([x = 0, y = 0]) => {
    if (x - before > 180) turn -= 360;
    if (x - before < -180) turn += 360;
    before = x;
    return [x + turn, y];
  });
  return turn === 0 ? unrolled : points;
}

function geometry(topo: TopoGeometry, decoded: Position[][]): Geometry | undefined {
  if (topo.type === "Polygon") {
    return { type: "Polygon", coordinates: (topo.arcs as Arcs[]).map((arcs) => ring(arcs, decoded)) };
  }
  if (topo.type === "MultiPolygon") {
    const polygons = topo.arcs as Arcs[][];
    return { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map((arcs) => ring(arcs, decoded))) };
  }
  return undefined;
}

/** Countries as GeoJSON. `settled` is false for areas without a country code: their boundary is drawn dashed. */
export function countries(topology: Topology): FeatureCollection {
  const decoded = decodeArcs(topology);
  const features: Feature[] = [];
  for (const topo of topology.objects["countries"]?.geometries ?? []) {
    const shape = geometry(topo, decoded);
    if (shape) features.push({ type: "Feature", properties: { settled: topo.id !== undefined }, geometry: shape });
  }
  return { type: "FeatureCollection", features };
}
