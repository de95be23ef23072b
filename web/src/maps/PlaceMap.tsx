import { useState } from 'react';
import { useLocation } from 'wouter';
import type { PlainMap } from '../api/types.ts';
import { whole } from '../format/numbers.ts';
import { useLanguage } from '../languages/index.tsx';
import { classes, classOf, scaleOf } from './scale.ts';
import './map.css';

interface PlaceMapProps {
  /** What it shows, for those who cannot see it; lists beside it hold the same numbers. */
  label: string;
  map: PlainMap;
  /** By the places' names. */
  counts: Map<string, number>;
  nameOf: (name: string) => string;
  link: (name: string) => string;
  /** What has no name is coast, islands and lines, to be seen however small; else land that is not counted. */
  lines?: boolean;
  /** Places that are counted elsewhere, and where, in words. */
  apart: { names: readonly string[]; text: string };
}

const dot = 3;

/** Places coloured by their counts. */
export function PlaceMap({ label, map, counts, nameOf, link, lines = false, apart }: PlaceMapProps) {
  const { language } = useLanguage();
  const [, navigate] = useLocation();
  const [pointed, setPointed] = useState<string | null>(null);
  const scale = scaleOf([...counts.values()]);
  const marks = (name: string) => {
    const count = counts.get(name) ?? 0;
    return {
      'data-class': classOf(scale, count),
      'data-apart': apart.names.includes(name) || undefined,
      'data-pointed': name === pointed || undefined,
      onPointerEnter: () => setPointed(name),
      ...(count > 0 ? { onClick: () => navigate(link(name)) } : {}),
    };
  };
  const pointedText = pointed === null ? null : apart.names.includes(pointed) ? `${nameOf(pointed)}: ${apart.text}` : `${nameOf(pointed)}: ${whole(counts.get(pointed) ?? 0, language)}`;
  return (
    <figure className="map">
      <svg viewBox={`0 0 ${map.width} ${map.height}`} role="img" aria-label={label} onPointerLeave={() => setPointed(null)}>
        {map.inset !== null && <rect className="map-inset" x={map.inset[0]} y={map.inset[1]} width={(map.inset[2] ?? 0) - (map.inset[0] ?? 0)} height={(map.inset[3] ?? 0) - (map.inset[1] ?? 0)} />}
        {map.places.map((place, index) =>
          place.path === '' ? null : (
            <path key={index} className={place.name === '' && lines ? 'map-line' : 'map-place'} d={place.path} fillRule="evenodd" {...(place.name === '' ? { 'data-class': 0 } : marks(place.name))} />
          ),
        )}
        {map.places
          .filter((place) => place.small && place.x !== null && place.y !== null && (counts.get(place.name) ?? 0) > 0)
          .map((place) => (
            <circle key={place.name} className="map-place map-dot" cx={place.x ?? 0} cy={place.y ?? 0} r={dot} {...marks(place.name)} />
          ))}
      </svg>
      <figcaption className="map-legend">
        {classes(scale).map(({ number, from, to }) => (
          <span key={number} className="map-entry">
            <span className="map-box" data-class={number} />
            {from === to ? whole(from, language) : `${whole(from, language)}–${whole(to, language)}`}
          </span>
        ))}
        {apart.text !== '' && (
          <span className="map-entry">
            <span className="map-box" data-apart />
            {apart.text}
          </span>
        )}
        <b className="map-pointed">{pointedText}</b>
      </figcaption>
    </figure>
  );
}
