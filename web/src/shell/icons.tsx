import type { ReactNode } from 'react';

/** Line icons of our own, 24 × 24. */
function icon(lines: ReactNode) {
  return function Icon({ size = 18 }: { size?: number }) {
    return (
      <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={1.8} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
        {lines}
      </svg>
    );
  };
}

export const OverviewIcon = icon(<path d="M4 19V10M10 19V5M16 19v-7M21 19H3" />);
export const EventsIcon = icon(<path d="M13 3 5 14h6l-1 7 8-11h-6z" />);
export const ResourcesIcon = icon(
  <>
    <circle cx="6" cy="6" r="2.500" />
    <circle cx="6" cy="18" r="2.500" />
    <circle cx="18" cy="12" r="2.500" />
    <path d="M8.300 7.200 15.700 11M8.300 16.800 15.700 13" />
  </>,
);
export const CollectionIcon = icon(<path d="M12 3v10M8 9.500l4 4 4-4M4 15v4a1.500 1.500 0 0 0 1.500 1.500h13A1.500 1.500 0 0 0 20 19v-4" />);
export const ReportsIcon = icon(<path d="M7 3h7l5 5v12.500H7zM14 3v5h5M10 13h6M10 16.500h6" />);
export const SettingsIcon = icon(
  <>
    <path d="M4 7h8M18 7h2M4 17h2M12 17h8" />
    <circle cx="15" cy="7" r="2.500" />
    <circle cx="9" cy="17" r="2.500" />
  </>,
);
export const HelpIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M9.500 9.500a2.500 2.500 0 1 1 3.700 2.200c-.8.5-1.200 1-1.200 1.800M12 16.800v.1" />
  </>,
);
export const SearchIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.500" />
    <path d="m16 16 4.500 4.500" />
  </>,
);
export const SunIcon = icon(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3v1.500M12 19.500V21M3 12h1.500M19.500 12H21M5.600 5.600l1.100 1.100M17.300 17.300l1.100 1.100M5.600 18.400l1.100-1.100M17.300 6.700l1.100-1.100" />
  </>,
);
export const MoonIcon = icon(<path d="M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z" />);
export const DownloadIcon = icon(<path d="M12 4v11M7.500 11 12 15.500 16.500 11M5 20h14" />);
export const NextIcon = icon(<path d="m9 5 7 7-7 7" />);
export const PreviousIcon = icon(<path d="m15 5-7 7 7 7" />);
export const FirstIcon = icon(<path d="m18 5-7 7 7 7M7 5v14" />);
export const CloseIcon = icon(<path d="m6 6 12 12M18 6 6 18" />);
