// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_desk.h"

#include "format.h"
#include "marker_log.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSettings>

namespace fanlight {

namespace {

const QString PayloadSetting = QStringLiteral("capture/payloads");
const QString OtherUsersSetting = QStringLiteral("capture/other-users");
const QString MostBytesSetting = QStringLiteral("capture/most-bytes");

QString payloadFact(CapturedPayload payload)
{
    switch (payload) {
    case CapturedPayload::Kept:
        return CaptureDesk::tr("Payloads are kept as they are");
    case CapturedPayload::Masked:
        return CaptureDesk::tr("Payloads are masked");
    case CapturedPayload::LeftOut:
        break;
    }
    return CaptureDesk::tr("Payloads are left out");
}

} // namespace

CaptureDesk::CaptureDesk(
    const CaptureRecorder::Sources& sources, const MarkerLog& markers, QObject* parent)
    : QObject(parent)
    , m_sources(sources)
    , m_markers(markers)
{
    m_look.setInterval(LookInterval);
    connect(&m_look, &QTimer::timeout, this, &CaptureDesk::look);
    connect(&markers, &MarkerLog::changed, this, [this] {
        if (m_recorder)
            m_recorder->addMarks(marks());
    });
}

CaptureDesk::~CaptureDesk() = default;

std::vector<CaptureMark> CaptureDesk::marks() const
{
    std::vector<CaptureMark> marks;
    for (const ChartMarker& marker : m_markers.markers())
        marks.push_back({marker.timeMs, int(marker.kind), marker.text});
    return marks;
}

QString CaptureDesk::start(const CaptureWish& wish)
{
    if (m_recorder)
        return tr("A capture runs already; stop it first.");
    auto recorder = std::make_unique<CaptureRecorder>(m_sources, wish);
    if (QString error = recorder->begin(); !error.isEmpty())
        return error;
    recorder->addMarks(marks());
    m_recorder = std::move(recorder);
    m_look.start();
    Q_EMIT changed();
    return {};
}

void CaptureDesk::look()
{
    const CaptureProgress progress = m_recorder->progress();
    if (progress.isOver) {
        finish();
        Q_EMIT failed(progress.problem);
        return;
    }
    Q_EMIT changed();
}

void CaptureDesk::stop()
{
    if (!m_recorder)
        return;
    m_recorder->end();
    const CaptureProgress progress = m_recorder->progress();
    const QString path = this->path();
    finish();
    if (progress.problem.isEmpty())
        Q_EMIT ended(tr("captured %1 in %2")
                         .arg(format::bytes(double(progress.bytes)), QFileInfo(path).fileName()));
    else
        Q_EMIT failed(progress.problem);
}

void CaptureDesk::finish()
{
    m_look.stop();
    m_recorder = nullptr;
    Q_EMIT changed();
}

QString CaptureDesk::path() const
{
    return m_recorder ? m_recorder->wish().path : QString();
}

QString CaptureDesk::text() const
{
    if (!m_recorder)
        return {};
    const qint64 ms = QDateTime::currentMSecsSinceEpoch() - m_recorder->startedAtMs();
    return tr("Capturing %1, %2", "time, size")
        .arg(format::minutes(ms), format::bytes(double(m_recorder->progress().bytes)));
}

QStringList CaptureDesk::facts() const
{
    if (!m_recorder)
        return {};
    const CaptureProgress progress = m_recorder->progress();
    const CaptureWish& wish = m_recorder->wish();
    QStringList facts{wish.path, payloadFact(wish.payload)};
    if (wish.otherUsers)
        facts << tr("Users go by other names");
    facts << tr("%1 message(s) so far", nullptr, format::plural(double(progress.messages)))
                 .arg(format::count(double(progress.messages)));
    if (progress.left > 0)
        facts << tr("%1 record(s) found no room and are not in the file", nullptr,
            format::plural(double(progress.left)))
                     .arg(format::count(double(progress.left)));
    facts << tr("It ends by itself at %1").arg(format::bytes(double(wish.mostBytes)));
    return facts;
}

CaptureWish CaptureDesk::savedWish(const QSettings& settings)
{
    CaptureWish wish;
    parseCapturedPayload(settings.value(PayloadSetting).toString(), &wish.payload);
    wish.otherUsers = settings.value(OtherUsersSetting, false).toBool();
    bool isNumber = false;
    const qint64 most = settings.value(MostBytesSetting).toLongLong(&isNumber);
    if (isNumber && most >= CaptureWish::LeastBytes && most <= CaptureWish::MostBytes)
        wish.mostBytes = most;
    return wish;
}

void CaptureDesk::saveWish(QSettings& settings, const CaptureWish& wish)
{
    settings.setValue(PayloadSetting, capturedPayloadName(wish.payload));
    settings.setValue(OtherUsersSetting, wish.otherUsers);
    settings.setValue(MostBytesSetting, wish.mostBytes);
}

} // namespace fanlight
