// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPaintDevice>

#include <memory>

namespace fanlight {

// A paint device whose drawing is an SVG: lines, areas, texts and clips as a chart has them, of
// plain colours; pictures and gradients are left out. Texts stay texts, in the fonts they were
// drawn with. Any thread that may use fonts.
class SvgPaper : public QPaintDevice {
public:
    SvgPaper(const QSize& size, int dotsPerInch, const QString& title);
    ~SvgPaper() override;

    QByteArray svg() const; // once nothing paints on it any more
    QPaintEngine* paintEngine() const override;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    class Engine;
    const QSize m_size;
    const int m_dotsPerInch;
    const QString m_title;
    std::unique_ptr<Engine> m_engine;
};

} // namespace fanlight
