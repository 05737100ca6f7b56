// Writes the outline of Indonesia as a template: `npm ci && npm run build` in this folder.
//
// The shores are those of Natural Earth 1:10 million, which is in the public domain, as the package
// world-atlas brings them. Equirectangular: a degree has as many units in both directions, from the
// corner in the north-west. server/inovasi/resources/maps.py puts points on it by the same figures.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

const INDONESIA = "360";
const WEST = 94.5;
const NORTH = 6.5;
const UNITS = 50;
// In square degrees: a corner that moves the shore by less goes, and an island that is smaller.
const CORNER = 0.003;
const ISLAND = 0.01;
const TARGET = "../../inovasi/serving/templates/outline.html";

const resolve = createRequire(import.meta.url).resolve;
const atlas = JSON.parse(readFileSync(resolve("world-atlas/countries-10m.json"), "utf8"));
const countries = atlas.objects.countries.geometries;
atlas.objects = { indonesia: countries.find((country) => country.id === INDONESIA) };

const weighted = presimplify(atlas);
const coarse = simplify(weighted, CORNER);
const kept = filter(coarse, filterWeight(coarse, ISLAND));
const shape = feature(kept, kept.objects.indonesia).geometry;

function place([longitude, latitude]) {
  return [Math.round((longitude - WEST) * UNITS), Math.round((NORTH - latitude) * UNITS)];
}

// From corner to corner by how far to go; what rounding puts in one place is one corner.
function path(ring) {
  const corners = ring.map(place).filter(([x, y], i, all) => {
    return i === 0 || x !== all[i - 1][0] || y !== all[i - 1][1];
  });
  if (corners.length < 4) return "";
  const steps = corners.slice(1, -1).map(([x, y], i) => [x - corners[i][0], y - corners[i][1]]);
  const written = steps.map(([x, y]) => `${x} ${y}`).join(" ").replaceAll(" -", "-");
  return `M${corners[0].join(" ")}l${written}z`;
}

const shores = shape.coordinates.flat().map(path).join("");
const note =
  "{# Made by server/web/map/outline.js: Natural Earth 1:10m by world-atlas 2.0.2, public domain. #}";
writeFileSync(
  new URL(TARGET, import.meta.url),
  `${note}\n<path class="land" d="${shores}"/>\n`,
);
