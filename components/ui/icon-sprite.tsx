/** Every drawing of the product, once per page; `<Icon>` and `<Seal>` refer to them. Colours come from where they stand. */
export function IconSprite() {
  return (
    <svg width="0" height="0" className="sprite" aria-hidden="true" focusable="false">
      <defs>
        <symbol id="g-critical" viewBox="0 0 12 12"><path d="M6 0l6 6-6 6-6-6z"/></symbol>
        <symbol id="g-high" viewBox="0 0 12 12"><path d="M6 .6L12 11.4H0z"/></symbol>
        <symbol id="g-medium" viewBox="0 0 12 12"><path d="M1 1h10v10H1z"/></symbol>
        <symbol id="g-low" viewBox="0 0 12 12"><circle cx="6" cy="6" r="5"/></symbol>
        <symbol id="g-negligible" viewBox="0 0 12 12"><circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.6"/></symbol>
        <symbol id="g-ok" viewBox="0 0 12 12"><path fillRule="evenodd" d="M6 0a6 6 0 110 12A6 6 0 016 0zM2.7 6.2l2.4 2.4 4.3-4.6-1-.9-3.3 3.6-1.4-1.4z"/></symbol>
        <symbol id="g-half" viewBox="0 0 12 12"><circle cx="6" cy="6" r="5.2" fill="none" stroke="currentColor" strokeWidth="1.5"/><path d="M6 .8a5.2 5.2 0 010 10.4z"/></symbol>
        <symbol id="g-x" viewBox="0 0 12 12"><path d="M2.4.5L6 4.1 9.6.5l1.9 1.9L7.9 6l3.6 3.6-1.9 1.9L6 7.9l-3.6 3.6L.5 9.6 4.1 6 .5 2.4z"/></symbol>
        <symbol id="g-dash" viewBox="0 0 12 12"><path d="M1 5h10v2H1z"/></symbol>
        <symbol id="g-pen" viewBox="0 0 12 12"><path fill="none" stroke="currentColor" strokeWidth="1.5" d="M1.5 10.5l.6-2.6L8.6 1.4l2 2L4.1 9.9z"/></symbol>
        <symbol id="g-copy" viewBox="0 0 14 14"><path fill="none" stroke="currentColor" strokeWidth="1.3" d="M4.6 4.6h7.8v7.8H4.6zM9.4 4.4V1.6H1.6v7.8h2.8"/></symbol>
        <symbol id="g-arrow" viewBox="0 0 12 12"><path fill="none" stroke="currentColor" strokeWidth="1.4" d="M1 6h9.5M7 2.4L10.6 6 7 9.6"/></symbol>
        <symbol id="g-chev" viewBox="0 0 12 12"><path fill="none" stroke="currentColor" strokeWidth="1.5" d="M2.5 4.5L6 8l3.5-3.5"/></symbol>
        <symbol id="g-chevr" viewBox="0 0 12 12"><path fill="none" stroke="currentColor" strokeWidth="1.5" d="M4.5 2.5L8 6l-3.5 3.5"/></symbol>
        <symbol id="g-glass" viewBox="0 0 14 14"><path fill="none" stroke="currentColor" strokeWidth="1.4" d="M6 1.5a4.5 4.5 0 110 9 4.5 4.5 0 010-9zM9.4 9.4l3.4 3.4"/></symbol>
        <symbol id="g-theme" viewBox="0 0 14 14"><path fill="none" stroke="currentColor" strokeWidth="1.3" d="M7 1.2a5.8 5.8 0 110 11.6A5.8 5.8 0 017 1.2z"/><path d="M7 1.2v11.6A5.8 5.8 0 007 1.2z"/></symbol>
        <symbol id="g-bars" viewBox="0 0 14 14"><path d="M1 2.5h12v1.4H1zM1 6.3h12v1.4H1zM1 10.1h12v1.4H1z"/></symbol>
        <symbol id="g-node" viewBox="0 0 12 12"><rect x="1.5" y="1.5" width="9" height="9" fill="none" stroke="currentColor" strokeWidth="1.5"/></symbol>
        <symbol id="g-mark" viewBox="0 0 24 24"><path fill="none" stroke="currentColor" strokeWidth="1.8" d="M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z"/><path d="M8.4 18V6h4.7a4 4 0 010 8H10.8v4zm2.4-6.1h2a1.9 1.9 0 000-3.8h-2z"/></symbol>
        <symbol id="g-seal-verified" viewBox="0 0 48 48"><path fill="none" stroke="currentColor" strokeWidth="2" d="M15 2h18l13 13v18L33 46H15L2 33V15z"/><path fill="none" stroke="currentColor" strokeWidth="1" d="M16.8 6.5h14.4L41.5 16.8v14.4L31.2 41.5H16.8L6.5 31.2V16.8z"/><path fill="none" stroke="currentColor" strokeWidth="3.2" d="M14.5 24.5l6.8 6.8L34 17.2"/></symbol>
        <symbol id="g-seal-unverified" viewBox="0 0 48 48"><path fill="none" stroke="currentColor" strokeWidth="2.4" strokeDasharray="6 4" d="M15 2h18l13 13v18L33 46H15L2 33V15z"/><path d="M24 6.5v35h-7.2L6.5 31.2V16.8L16.8 6.5z" opacity=".28"/><path fill="none" stroke="currentColor" strokeWidth="3" d="M18.6 18.6c.2-3.6 2.5-5.6 5.6-5.6 3.3 0 5.6 2 5.6 4.9 0 4.6-5.6 4.6-5.6 9.6"/><rect x="22.4" y="31.2" width="3.6" height="3.8"/></symbol>
        <symbol id="g-seal-missing" viewBox="0 0 48 48"><path fill="var(--paper)" stroke="currentColor" strokeWidth="1.8" strokeDasharray="2.2 4" d="M15 2h18l13 13v18L33 46H15L2 33V15z"/><path d="M14 22.4h20v3.2H14z" fill="currentColor"/></symbol>
        <symbol id="g-seal-failed" viewBox="0 0 48 48"><path d="M15 1h18l14 14v18L33 47H15L1 33V15z"/><path fill="none" stroke="var(--on-breach)" strokeWidth="1" d="M17 5.5h14L42.5 17v14L31 42.5H17L5.5 31V17z"/><path fill="none" stroke="var(--on-breach)" strokeWidth="4" d="M16 16l16 16M32 16L16 32"/></symbol>
        <pattern id="g-hatch-risk" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="hatch-risk" d="M1 0v4" strokeWidth="2" />
        </pattern>
        <pattern id="g-hatch-met" width="4" height="4" patternUnits="userSpaceOnUse">
          <path className="hatch-met" d="M1 0v4" strokeWidth="2" />
        </pattern>
        <pattern id="g-hatch-ink" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="hatch-ink" d="M1 0v5" strokeWidth="1" />
        </pattern>
        <pattern id="g-hatch-breach" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="hatch-breach" d="M.7 0v4" strokeWidth="1.4" />
        </pattern>
      </defs>
    </svg>
  );
}
