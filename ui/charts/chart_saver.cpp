// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_saver.h"

#include "charts/time_chart.h"
#include "metrics/whole_file.h"
#include "save_path.h"
#include "widgets/question.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>

namespace fanlight {

ChartSaver::ChartSaver(TimeChart& chart)
    : QObject(&chart)
    , m_chart(chart)
{
}

void ChartSaver::saveImage()
{
    QByteArray content;
    QBuffer buffer(&content);
    buffer.open(QIODevice::WriteOnly);
    m_chart.image().save(&buffer, "PNG");
    save(QStringLiteral("png"), TimeChart::tr("PNG image (*.png)"), content);
}

void ChartSaver::saveSvg()
{
    save(QStringLiteral("svg"), TimeChart::tr("SVG drawing (*.svg)"), m_chart.svg());
}

void ChartSaver::saveCsv(const QByteArray& csv)
{
    save(QStringLiteral("csv"), TimeChart::tr("CSV table (*.csv)"), csv);
}

void ChartSaver::copyImage()
{
    QGuiApplication::clipboard()->setImage(m_chart.image());
    Q_EMIT done(TimeChart::tr("Copied the chart “%1”").arg(m_chart.title()));
}

void ChartSaver::save(const QString& suffix, const QString& filter, const QByteArray& content)
{
    const QString path = askSavePath(
        &m_chart, TimeChart::tr("Save chart"), m_chart.proposedName(), suffix, filter);
    if (path.isEmpty())
        return;
    if (const QString error = writeWholeFile(path, content); error.isEmpty())
        Q_EMIT done(TimeChart::tr("Saved %1").arg(path));
    else
        Question::tell(&m_chart, TimeChart::tr("Not saved"),
            TimeChart::tr("%1 could not be written.").arg(path), error);
}

} // namespace fanlight
