import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Language } from '../api/types.ts';
import { en, type Messages } from './en.ts';
import { zh } from './zh.ts';

const catalogues: Record<Language, Messages> = { en, zh };
const stored = 'suyuan.language';

interface LanguageState {
  language: Language;
  t: Messages;
  setLanguage: (language: Language) => void;
}

const Context = createContext<LanguageState | null>(null);

/** What was chosen before, else what the browser prefers. */
function initial(): Language {
  const chosen = localStorage.getItem(stored);
  if (chosen === 'en' || chosen === 'zh') {
    return chosen;
  }
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(initial);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    localStorage.setItem(stored, language);
  }, [language]);
  const state = useMemo(() => ({ language, t: catalogues[language], setLanguage }), [language]);
  return <Context value={state}>{children}</Context>;
}

export function useLanguage(): LanguageState {
  const state = useContext(Context);
  if (state === null) {
    throw new Error('no LanguageProvider around this');
  }
  return state;
}
