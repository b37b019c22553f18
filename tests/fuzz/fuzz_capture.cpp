// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A capture of anybody's making: nothing in it crashes who opens it, nor makes him take more memory
// than he should. The first byte says how the rest is taken: as a whole file, as the raw bytes of a
// block that is put into a file as it should be, as one record, or as data to be masked.
#include "capture/capture_file.h"
#include "capture/capture_records.h"
#include "fuzz/split.h"

#include <QBuffer>

using namespace fanlight;

namespace {

void takeRecord(std::string_view bytes)
{
    MessageRecord message;
    if (capture_records::decodeMessage(bytes, message)) {
        fuzz::check(bool(message.frame));
        const QByteArray again
            = capture_records::encodeMessage(message, CapturedPayload::Masked, nullptr);
        MessageRecord masked;
        fuzz::check(
            capture_records::decodeMessage({again.constData(), std::size_t(again.size())}, masked));
        fuzz::check(masked.frame->plain().size() == message.frame->plain().size());
    }
    MessageFigures figures;
    capture_records::decodeFigures(bytes, figures);
    std::uint64_t number = 0;
    MessageTrace trace;
    capture_records::decodeTrace(bytes, number, trace);
    ConnectionRow row;
    capture_records::decodeRow(bytes, row);
    CapturedRows rows;
    rows.decodeAll(bytes);
    rows.decodeChanges(bytes);
    fuzz::check(rows.snapshot() != nullptr);
}

void open(const QByteArray& bytes)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    CaptureFile file;
    if (!file.open(std::move(buffer)).isEmpty())
        return;
    fuzz::check(file.fromMs() <= file.toMs() || file.head().startedAtMs == file.fromMs());
    for (std::size_t lane = 0; lane < capture_format::LaneCount; ++lane) {
        CaptureCursor cursor(file, capture_format::Lane(lane));
        cursor.goBack(file.toMs(), 10);
        cursor.goToKey(file.toMs());
        while (const auto record = cursor.next(file.toMs()))
            takeRecord(record->bytes);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    const QByteArray bytes(input.data(), qsizetype(input.size()));
    switch (data[0] % 4) {
    case 0:
        open(bytes);
        break;
    case 1: {
        capture_format::Block block;
        block.lane = capture_format::Lane(data[1] % capture_format::LaneCount);
        block.records = data[1] >> 4;
        block.lastMs = 1'000'000;
        QByteArray file = capture_format::encodeHeader(CaptureHead().toJson());
        open(file + capture_format::encodeBlock(block, bytes.mid(1), 1));
        break;
    }
    case 2:
        takeRecord(input);
        break;
    default: {
        const std::string masked = maskedData(input, data[1] % 2 == 0);
        fuzz::check(masked.size() == input.size());
        fuzz::check(maskedData(masked, data[1] % 2 == 0) == masked);
    }
    }
    return 0;
}
