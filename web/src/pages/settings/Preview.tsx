import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useThresholdPreview, type ThresholdPreview, type Thresholds } from '../../api/settings.ts';
import { bits, packetRate, whole } from '../../format/numbers.ts';
import { moment } from '../../format/times.ts';
import { useLanguage } from '../../languages/index.tsx';
import { Table } from '../../parts/DataTable.tsx';
import { Fact, Facts } from '../../parts/Fact.tsx';
import { Vectors } from '../../parts/names.tsx';
import { Answer, Empty } from '../../parts/states.tsx';
import { value } from './Thresholds.tsx';

/** Asks for higher thresholds what they would have left of the last day. */
export function Preview({ known }: { known: Thresholds }) {
  const { t, language } = useLanguage();
  const texts = t.manage.thresholds;
  const names: Record<string, string> = texts.names;
  const [written, setWritten] = useState<Record<string, string>>({});
  const [raised, setRaised] = useState<Record<string, number>>({});
  const preview = useThresholdPreview(raised);
  const fields = Object.keys(texts.names).flatMap((name) => {
    const inForce = known.thresholds.find((one) => one.preview === name)?.value;
    return inForce == null ? [] : [{ name, inForce }];
  });
  const numbers = Object.fromEntries(fields.map(({ name, inForce }) => [name, written[name] === undefined || written[name].trim() === '' ? inForce : Number(written[name].replaceAll(/[,\s_]/g, ''))]));
  const isWrong = ({ name, inForce }: { name: string; inForce: number }) => !((numbers[name] ?? inForce) >= inForce);
  return (
    <div className="stack">
      <p className="muted">
        {texts.previewText} {texts.lower}
      </p>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          setRaised(Object.fromEntries(fields.flatMap(({ name, inForce }) => (numbers[name] === inForce ? [] : [[name, numbers[name] ?? inForce]]))));
        }}
      >
        {fields.map((field) => (
          <TextInput
            key={field.name}
            size="xs"
            inputMode="numeric"
            label={names[field.name] ?? field.name}
            placeholder={value(field.inForce, language)}
            value={written[field.name] ?? ''}
            error={isWrong(field) ? texts.tooLow(value(field.inForce, language)) : undefined}
            onChange={(event) => setWritten({ ...written, [field.name]: event.currentTarget.value })}
          />
        ))}
        <Button size="xs" type="submit" loading={preview.isFetching} disabled={fields.some(isWrong)}>
          {texts.ask}
        </Button>
      </form>
      <Answer of={preview}>{(found) => <Found found={found} />}</Answer>
    </div>
  );
}

function Found({ found }: { found: ThresholdPreview }) {
  const { t, language } = useLanguage();
  const texts = t.manage.thresholds;
  if (found.from === null || found.to === null) {
    return (
      <Empty title={texts.nothing}>
        <p className="muted">{texts.nothingText}</p>
      </Empty>
    );
  }
  return (
    <>
      <div role="status">
        <Facts>
          <Fact name={texts.events} main={whole(found.events, language)}>
            {texts.day(moment(found.from), moment(found.to))}
          </Fact>
          <Fact name={texts.stay} main={whole(found.stay, language)} />
          <Fact name={texts.open} main={whole(found.open, language)} />
          <Fact name={texts.gone} main={whole(found.gone, language)} />
        </Facts>
      </div>
      {found.changed.length === 0 ? (
        <p className="good-text">{texts.all}</p>
      ) : (
        <div className="framed">
          <Table
            name={texts.previewTitle}
            rows={found.changed}
            rowKey={(row) => row.id}
            link={(row) => `/events/${row.id}`}
            columns={[
              { key: 'verdict', title: '', cell: (row) => <span className={row.verdict === 'gone' ? 'alert-text' : 'warn-text'}>{row.verdict === 'gone' ? texts.gone : texts.open}</span> },
              { key: 'start', title: t.columns.start, cell: (row) => <span className="number nowrap">{moment(row.start)}</span> },
              {
                key: 'target',
                title: t.columns.target,
                cell: (row) => (
                  <Link className="mono" href={`/events/${row.id}`}>
                    {row.target}
                  </Link>
                ),
              },
              { key: 'vectors', title: t.columns.vectors, cell: (row) => <Vectors tokens={row.vectors} /> },
              { key: 'peak_bps', title: t.columns.peak_bps, numeric: true, cell: (row) => bits(row.peak_bps) },
              { key: 'peak_pps', title: t.columns.peak_pps, numeric: true, rank: 2, cell: (row) => packetRate(row.peak_pps) },
            ]}
          />
        </div>
      )}
      <p className="small muted">{texts.assumption}</p>
    </>
  );
}
