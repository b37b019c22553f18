// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_show.h"

#include "capture/capture_bar.h"
#include "dashboard/dashboard_page.h"
#include "marker_log.h"
#include "widgets/question.h"

#include <QFileInfo>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

CaptureShow::CaptureShow(QObject* parent)
    : QObject(parent)
{
}

CaptureShow::~CaptureShow() = default;

QString CaptureShow::load(const QString& path)
{
    m_name = QFileInfo(path).fileName();
    return m_hub.player().open(path);
}

HubPlace CaptureShow::place() const
{
    return {u"capture"_s, m_name, {}, false, m_folder.path()};
}

void CaptureShow::dress(HubRoom& room, const Theme& theme)
{
    m_bar = new CaptureBar(m_hub.player(), theme);
    room.setHead(m_bar);
    connect(m_bar, &CaptureBar::closeRequested, this, &CaptureShow::closeRequested);
    MarkerLog& markers = room.dashboard().markerLog();
    connect(&m_hub.player(), &CapturePlayer::moved, &markers,
        [this, &markers] { showMarkers(markers); });
}

CaptureBar* CaptureShow::bar() const
{
    return m_bar;
}

// Those of the file up to the moment, in place of what the room would make of the signals.
void CaptureShow::showMarkers(MarkerLog& markers)
{
    std::vector<ChartMarker> shown;
    for (const CaptureMark& mark : m_hub.player().marks()) {
        if (mark.timeMs <= m_hub.player().nowMs())
            shown.push_back({mark.timeMs, mark.text,
                mark.kind == int(ChartMarker::Kind::Fault)      ? ChartMarker::Kind::Fault
                    : mark.kind == int(ChartMarker::Kind::Note) ? ChartMarker::Kind::Note
                                                                : ChartMarker::Kind::Event,
                {}});
    }
    markers.replace(std::move(shown));
}

QString CaptureShow::filter()
{
    return tr("Captures (*.%1)").arg(QLatin1StringView(Suffix));
}

Question* CaptureShow::tellProblem(QWidget* over, const QString& error, const QString& path)
{
    return Question::tell(over, tr("This capture cannot be opened"), error, path);
}

} // namespace fanlight
