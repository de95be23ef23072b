// Makes china.json and world.json from the two npm packages that README.md names, unpacked beside each other:
//   node prepare.mjs echarts-4.9.0/package world-geo-json-zh-2.1.5/package
// Coordinates are rounded to a hundredth of a degree (1.1 km); nothing is moved, joined or left out but Antarctica and names.
import { readFileSync, writeFileSync } from 'node:fs';

const [echarts, world] = process.argv.slice(2);
const round = ([longitude, latitude]) => [Math.round(longitude * 100) / 100, Math.round(latitude * 100) / 100];

// Repeated points go; what is less than a triangle then stays as it was.
function ring(points) {
  const rounded = points.map(round).filter((point, index, all) => index === 0 || point[0] !== all[index - 1][0] || point[1] !== all[index - 1][1]);
  return rounded.length >= 4 ? rounded : points.map(([x, y]) => [Math.round(x * 10000) / 10000, Math.round(y * 10000) / 10000]);
}

// ECharts 4 packs a ring as UTF-16 letters: zig-zag deltas of 1/1024 degree.
function decode(text, [offsetX, offsetY]) {
  let [x, y] = [offsetX, offsetY];
  const points = [];
  for (let index = 0; index < text.length; index += 2) {
    const delta = [text.charCodeAt(index) - 64, text.charCodeAt(index + 1) - 64].map(value => (value >> 1) ^ -(value & 1));
    x += delta[0];
    y += delta[1];
    points.push([x / 1024, y / 1024]);
  }
  return points;
}

const polygonsOf = geometry => geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates];
const feature = (properties, polygons) => ({ type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates: polygons } });
const save = (file, features) => writeFileSync(file, '{"type":"FeatureCollection","features":[\n' + features.map(one => JSON.stringify(one)).join(',\n') + '\n]}\n');

const provinces = JSON.parse(readFileSync(`${echarts}/map/json/china.json`, 'utf8')).features.map(({ properties, geometry }) => {
  const packed = geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates];
  const offsets = geometry.type === 'MultiPolygon' ? geometry.encodeOffsets : [geometry.encodeOffsets];
  return feature({ name: properties.name, label: round(properties.cp) }, packed.map((rings, polygon) => rings.map((text, index) => ring(decode(text, offsets[polygon][index])))));
});
const countries = JSON.parse(readFileSync(`${world}/world.zh.json`, 'utf8')).features.filter(({ properties }) => properties.iso_a2 !== 'AQ');
// China's islands of the South China Sea and the dashed line around it: all that is neither mainland, Hainan nor Taiwan.
const china = polygonsOf(countries.find(({ properties }) => properties.iso_a2 === 'CN').geometry);
const sea = china.filter(([outer]) => outer.length < 60 && Math.max(...outer.map(point => point[1])) < 24.7 && Math.max(...outer.map(point => point[0])) - Math.min(...outer.map(point => point[0])) < 1.7);
const hainan = polygon => Math.min(...polygon[0].map(point => point[0])) < 109 && Math.max(...polygon[0].map(point => point[0])) > 110.5;
save('china.json', [...provinces, feature({ name: '' }, sea.filter(polygon => !hainan(polygon)).map(polygon => polygon.map(ring)))]);
save('world.json', countries.map(({ properties, geometry }) => feature(
  { name: /^[A-Z]{2}$/.test(properties.iso_a2) ? properties.iso_a2 : '' }, polygonsOf(geometry).map(polygon => polygon.map(ring)))));
