// SPDX-License-Identifier: Apache-2.0
// Latitude and longitude on a rectangle, longitudes narrowed by the cosine of the middle: true
// enough for the part of the world a lead covers.
import { Position } from "./places";

const LEAST = { latitude: 5, longitude: 8 }; // degrees: one town is shown with its surroundings

function span(values: number[], least: number): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const half = Math.max((high - low) * 0.68, least / 2);
  return [(low + high) / 2 - half, (low + high) / 2 + half];
}

const latitudes = (stops: Position[]): number[] => stops.map((stop) => stop.latitude);
const longitudes = (stops: Position[]): number[] => stops.map((stop) => stop.longitude);

export class Projection {
  readonly height: number;
  readonly west: number;
  readonly north: number;
  private readonly scale: number; // pixels a degree of latitude
  private readonly narrow: number;

  constructor(
    stops: Position[],
    readonly width: number,
  ) {
    const [south, north] = span(latitudes(stops), LEAST.latitude);
    const [west, east] = span(longitudes(stops), LEAST.longitude);
    this.narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
    const wide = (east - west) * this.narrow;
    const fitting = (width * (north - south)) / wide;
    this.height = Math.round(Math.min(400, Math.max(width < 500 ? 220 : 280, fitting)));
    this.scale = Math.min(width / wide, this.height / (north - south));
    this.west = (west + east) / 2 - width / 2 / this.scale / this.narrow;
    this.north = (south + north) / 2 + this.height / 2 / this.scale;
  }

  x(longitude: number): number {
    return (longitude - this.west) * this.narrow * this.scale;
  }
  y(latitude: number): number {
    return (this.north - latitude) * this.scale;
  }
  degreesWide(): number {
    return this.width / this.scale / this.narrow;
  }
}
