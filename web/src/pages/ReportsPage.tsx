import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { address, send } from '../api/client.ts';
import { takeReport } from '../api/live.ts';
import { useAbout, usePeriods, useReports } from '../api/queries.ts';
import { useMay } from '../api/session.ts';
import type { Language, ReportJob } from '../api/types.ts';
import { periodName } from '../format/periods.ts';
import { between, moment } from '../format/times.ts';
import { useLanguage } from '../languages/index.tsx';
import { PageHead, Panel } from '../parts/Panel.tsx';
import { PeriodPicker } from '../parts/PeriodPicker.tsx';
import { Answer, Empty, Problem } from '../parts/states.tsx';
import { CloseIcon, DownloadIcon } from '../shell/icons.tsx';
import './reports/reports.css';

interface Shown {
  job: string;
  file: string;
}

/** Reports: asked for, watched, looked at and taken away. */
export function ReportsPage() {
  const { t } = useLanguage();
  const reports = useReports();
  const mayBuild = useMay('analyst');
  const [shown, setShown] = useState<Shown | null>(null);
  return (
    <div className="page">
      <PageHead title={t.reports.title}>
        <Link href="/reports/compare">{t.compare.title}</Link>
      </PageHead>
      {mayBuild ? <Build /> : <p className="muted">{t.reports.forAnalysts}</p>}
      <section className="panel">
        <Answer of={reports}>
          {(jobs) =>
            jobs.length === 0 ? (
              <Empty title={t.empty.reportsTitle}>
                {mayBuild && <p className="muted">{t.empty.reportsText}</p>}
              </Empty>
            ) : (
              <ul className="jobs">
                {jobs.map((job) => (
                  <Job key={job.id} job={job} show={(file) => setShown({ job: job.id, file })} />
                ))}
              </ul>
            )
          }
        </Answer>
      </section>
      {shown !== null && (
        <Panel
          title={shown.file}
          flush
          side={
            <Button size="compact-sm" variant="default" leftSection={<CloseIcon size={14} />} onClick={() => setShown(null)}>
              {t.reports.close}
            </Button>
          }
        >
          <iframe className="preview" title={`${t.reports.preview}: ${shown.file}`} sandbox="" src={fileOf(shown.job, shown.file, { view: 'true' })} />
        </Panel>
      )}
      <p className="muted small">{t.reports.kept}</p>
    </div>
  );
}

const fileOf = (job: string, file: string, query = {}) => address(`/reports/${job}/${encodeURIComponent(file)}`, query);

function Build() {
  const { t, language } = useLanguage();
  const quarters = usePeriods().data?.quarters ?? [];
  const known = useAbout().data?.formats ?? ['html'];
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const [languages, setLanguages] = useState<Language[]>([language]);
  const [edition, setEdition] = useState('public');
  const [formats, setFormats] = useState(['html']);
  const period = chosen ?? quarters[0] ?? null;
  const build = useMutation({
    mutationFn: () => send<ReportJob>('POST', '/reports', { period, languages, editions: [edition], formats }),
    onSuccess: (job) => takeReport(client, job),
  });
  return (
    <Panel title={t.reports.build}>
      <form
        className="build"
        onSubmit={(event) => {
          event.preventDefault();
          build.mutate();
        }}
      >
        <PeriodPicker label value={period} set={setChosen} />
        <Checkbox.Group label={t.reports.languages} size="xs" value={languages} onChange={(value) => setLanguages(value)}>
          <div className="choices">
            <Checkbox size="xs" value="zh" label="中文" />
            <Checkbox size="xs" value="en" label="English" />
          </div>
        </Checkbox.Group>
        <div>
          <div className="label">{t.reports.edition}</div>
          <SegmentedControl
            size="xs"
            className="scrolls"
            value={edition}
            onChange={setEdition}
            data={[
              { value: 'public', label: t.reports.public },
              { value: 'internal', label: t.reports.internal },
            ]}
          />
        </div>
        <Checkbox.Group label={t.reports.formats} size="xs" value={formats} onChange={setFormats}>
          <div className="choices">
            {known.map((format) => (
              <Checkbox key={format} size="xs" value={format} label={format.toUpperCase()} />
            ))}
          </div>
        </Checkbox.Group>
        <Button type="submit" size="xs" loading={build.isPending} disabled={period === null || languages.length === 0 || formats.length === 0}>
          {t.reports.go}
        </Button>
      </form>
      {build.error !== null && <Problem problem={build.error} />}
    </Panel>
  );
}

function Job({ job, show }: { job: ReportJob; show: (file: string) => void }) {
  const { t } = useLanguage();
  return (
    <li className="job">
      <div>
        <b>{periodName(job.period, t)}</b>
        <div className="muted small">
          {moment(job.asked, true)}
          {job.ended !== null && ` · ${t.reports.took(between(job.asked, job.ended, t))}`}
        </div>
      </div>
      <span className="job-state" data-state={job.state} role="status">
        {t.reports.state[job.state]}
      </span>
      <div className="job-files">
        {job.problem !== null && <span className="alert-text">{job.problem}</span>}
        {job.files.map((file) => (
          <span key={file} className="job-file">
            <a href={fileOf(job.id, file)} download={file}>
              <DownloadIcon size={14} /> {file}
            </a>
            {file.endsWith('.html') && (
              <Button size="compact-xs" variant="default" onClick={() => show(file)}>
                {t.reports.preview}
              </Button>
            )}
          </span>
        ))}
      </div>
    </li>
  );
}
