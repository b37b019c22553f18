// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_output.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace fanlight {

namespace {

struct CaptureOutputText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::CaptureOutput)
};

constexpr int PackLevel = 3; // of 1 to 9: half of what the best one costs a record, and near it
constexpr qint64 IndexBytesABlock = 64; // at most, and packed
constexpr qint64 EndBytes = 4096; // beside these

QString systemText()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

} // namespace

CaptureOutput::CaptureOutput(const QString& path, qint64 mostBytes)
    : m_file(path)
    , m_mostBytes(mostBytes)
{
    for (std::size_t lane = 0; lane < m_lanes.size(); ++lane)
        m_lanes[lane].block.lane = capture_format::Lane(lane);
}

CaptureOutput::~CaptureOutput()
{
    flush();
}

QString CaptureOutput::begin(const QByteArray& headerJson)
{
    const int descriptor = ::open(QFile::encodeName(m_file.fileName()).constData(),
        O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return CaptureOutputText::tr("%1 cannot be written (%2); choose another folder.")
            .arg(m_file.fileName(), systemText());
    if (!m_file.open(descriptor, QIODevice::WriteOnly | QIODevice::Unbuffered,
            QFileDevice::AutoCloseHandle)) {
        ::close(descriptor);
        return CaptureOutputText::tr("%1 cannot be written (%2); choose another folder.")
            .arg(m_file.fileName(), m_file.errorString());
    }
    m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    write(capture_format::encodeHeader(headerJson));
    return m_problem;
}

qint64 CaptureOutput::roomForEnd() const
{
    return EndBytes + IndexBytesABlock * qint64(m_blocks.size() + m_lanes.size());
}

// Whole, or the file ends where it ended before.
bool CaptureOutput::write(const QByteArray& bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t now
            = ::write(m_file.handle(), bytes.constData() + done, std::size_t(bytes.size() - done));
        if (now < 0 && errno == EINTR)
            continue;
        if (now > 0) {
            done += now;
            continue;
        }
        m_problem = errno == ENOSPC || errno == EDQUOT
            ? CaptureOutputText::tr("The disk is full: the capture ends here. Make room and begin "
                                    "another one.")
            : CaptureOutputText::tr("The file cannot be written any more (%1): the capture ends "
                                    "here.")
                  .arg(systemText());
        // best effort: who reads it leaves a part of a block out
        [[maybe_unused]] const int cut = ::ftruncate(m_file.handle(), m_bytes);
        return false;
    }
    m_bytes += bytes.size();
    return true;
}

bool CaptureOutput::put(capture_format::Kind kind, qint64 timeMs, const QByteArray& bytes,
    std::uint32_t weight, bool isKey)
{
    if (!takesMore() || std::size_t(bytes.size()) > capture_format::MostRecord)
        return false;
    Gathered& to = m_lanes[std::size_t(capture_format::laneOf(kind))];
    if ((isKey && !to.block.isKey)
        || to.raw.size() + bytes.size() > qsizetype(capture_format::MostRecord))
        flush(to);
    if (to.block.records == 0) {
        to.block.firstMs = std::max(timeMs, to.block.lastMs); // a clock may be set back
        to.block.lastMs = to.block.firstMs;
        to.block.isKey = isKey;
    }
    to.block.lastMs = std::max(to.block.lastMs, timeMs);
    ++to.block.records;
    to.block.weight += weight;
    to.raw.number(std::uint64_t(kind));
    to.raw.number(std::uint64_t(to.block.lastMs - to.block.firstMs));
    to.raw.text(std::string_view(bytes.constData(), std::size_t(bytes.size())));
    if (to.raw.size() >= BlockBytes)
        flush(to);
    return takesMore();
}

void CaptureOutput::flush(Gathered& gathered)
{
    if (gathered.block.records == 0 || !takesMore())
        return;
    const QByteArray raw = gathered.raw.take();
    capture_format::Block& block = gathered.block;
    const QByteArray bytes = capture_format::encodeBlock(block, raw, PackLevel);
    block.offset = m_bytes;
    if (m_bytes + bytes.size() + roomForEnd() > m_mostBytes
        || m_blocks.size() >= capture_format::MostBlocks)
        m_problem = CaptureOutputText::tr(
            "The file is as large as it may get: the capture ends here. Begin another one.");
    else if (write(bytes))
        m_blocks.push_back(block);
    const capture_format::Lane lane = block.lane;
    const qint64 lastMs = block.lastMs;
    block = {};
    block.lane = lane;
    block.lastMs = lastMs;
}

void CaptureOutput::flush()
{
    for (Gathered& gathered : m_lanes)
        flush(gathered);
}

void CaptureOutput::finish()
{
    if (!m_file.isOpen())
        return;
    flush();
    const QString problem = m_problem; // the index is tried in any case
    capture_format::Block index;
    const qint64 offset = m_bytes;
    write(capture_format::encodeBlock(index, capture_format::encodeIndex(m_blocks), PackLevel)
        + capture_format::encodeTrailer(offset));
    m_problem = problem.isEmpty() ? m_problem : problem;
    m_file.close();
}

} // namespace fanlight
