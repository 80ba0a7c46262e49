import { toString } from 'qrcode';
import { useEffect, useState } from 'react';

/** A text as a QR code. In a file of its own, since drawing one takes 25 KB of code. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [picture, setPicture] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    void toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 }).then((svg) => isCurrent && setPicture(`data:image/svg+xml,${encodeURIComponent(svg)}`));
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return picture === undefined ? null : <img src={picture} alt={label} width={200} height={200} />;
}
