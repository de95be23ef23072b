/** The page's colours, read where they are defined: in the style sheet, by light or dark. */
export interface Colours {
  ink: string;
  muted: string;
  line: string;
  surface: string;
  accent: string;
  kind: Record<'controller' | 'bot' | 'reflector' | 'spoofing_router', string>;
  /** Told apart also without red or green (Okabe and Ito's, adjusted to both grounds). */
  series: string[];
}

const series = ['#0d8a8c', '#d5731f', '#5b6fd6', '#c2497f', '#8a9a1a', '#3fa7e0', '#a36a3a', '#7f8b8a'];

export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: value('ink'),
    muted: value('muted'),
    line: value('line'),
    surface: value('surface'),
    accent: value('accent'),
    kind: { controller: value('controller'), bot: value('bot'), reflector: value('reflector'), spoofing_router: value('router') },
    series,
  };
}
