// <landfall-map>: MapLibre over the outlines and incidents that this node serves itself. Until it is drawn, and where it
// cannot be, the server's own SVG map inside the element stays.
import { Map as MapView, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { followScheme, style } from "./look.ts";
import { marks } from "./marks.ts";
import { countries, type Topology } from "./topojson.ts";
import type { Words } from "./words.ts";

async function json<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return (await answer.json()) as T;
}

class LandfallMap extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const { outlines, incidents, words } = this.dataset;
    if (!outlines || !incidents || !words) return;
    try {
      const [topology, points] = await Promise.all([
        json<Topology>(outlines),
        json<GeoJSON.FeatureCollection>(incidents),
      ]);
      await this.draw(topology, points, JSON.parse(words) as Words);
      this.dataset["drawn"] = "true";
    } catch (error) {
      // The server's map stays; the reason is for whoever looks after the node.
      console.warn("the map stays as the server drew it:", error);
      this.dataset["drawn"] = "false";
      this.querySelector(".map-canvas")?.remove();
    }
  }

  private async draw(topology: Topology, points: GeoJSON.FeatureCollection, words: Words): Promise<void> {
    const container = document.createElement("div");
    container.className = "map-canvas";
    this.append(container);
    setWorkerUrl(workerUrl);
    const map = new MapView({
      container,
      style: style(countries(topology)),
      bounds: this.bounds(points),
      fitBoundsOptions: { padding: 28, maxZoom: 6 },
      maxZoom: 12,
      minZoom: 0,
      renderWorldCopies: false,
      attributionControl: false,
      cooperativeGestures: true,
      dragRotate: false,
      pitchWithRotate: false,
      locale: controls(words),
    });
    map.touchZoomRotate.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }));
    map.addControl(new ScaleControl({ unit: "metric" }));
    map.getCanvas().setAttribute("aria-label", words["map-name"] ?? "");
    await map.once("load");
    map.addSource("incidents", {
      type: "geojson",
      data: points,
      cluster: true,
      clusterRadius: 46,
      clusterMaxZoom: 12,
      clusterProperties: { people: ["+", ["coalesce", ["get", "n"], 0]] },
    });
    // A source is tiled only while a layer draws it; the circles themselves are buttons (marks.ts).
    map.addLayer({ id: "incidents", type: "circle", source: "incidents", paint: { "circle-opacity": 0 } });
    followScheme(map);
    const redraw = marks(map, words);
    map.on("render", () => {
      if (map.isSourceLoaded("incidents")) redraw();
    });
    await map.once("idle");
  }

  /** The box around all incidents, or the world where there is none. */
  private bounds(points: GeoJSON.FeatureCollection): [number, number, number, number] {
    const box: [number, number, number, number] = [180, 85, -180, -85];
    for (const { geometry } of points.features) {
      const [x = 0, y = 0] = (geometry as GeoJSON.Point).coordinates;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
    return points.features.length > 0 ? box : [-130, -40, 150, 65];
  }
}

function controls(words: Words): Record<string, string> {
  const named: Record<string, string> = {
    "NavigationControl.ZoomIn": "zoom-in",
    "NavigationControl.ZoomOut": "zoom-out",
    "Popup.Close": "close",
    "Map.Title": "map-name",
    "CooperativeGesturesHandler.WindowsHelpText": "scroll-help",
    "CooperativeGesturesHandler.MacHelpText": "scroll-help-mac",
    "CooperativeGesturesHandler.MobileHelpText": "touch-help",
  };
  return Object.fromEntries(Object.entries(named).map(([control, key]) => [control, words[key] ?? ""]));
}

customElements.define("landfall-map", LandfallMap);
