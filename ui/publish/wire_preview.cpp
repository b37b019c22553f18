// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/wire_preview.h"

#include "format.h"
#include "hub/window_publish.h"
#include "publish/delivery_card.h"
#include "publish/placeholders.h"
#include "sse/batch.h"

#include <QCoreApplication>

#include <algorithm>

namespace fanlight {

namespace {

struct WirePreviewText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::WirePreview)
};

// What the hub makes of it, the id but for one that it assigns.
FramePtr frameOf(const PublishRequest& request, const HubOptions& hub, TypeReader& reader)
{
    const ParsedPublish publish = WindowPublish::parsed(request, hub, reader);
    const std::string id = request.id.isEmpty() ? unassignedId().toStdString() : publish.id;
    EventFields fields{id, publish.event, publish.data, publish.retryMs, publish.isJson};
    fields.batching = Batching::Batched;
    return Frame::event(fields);
}

QByteArray textOf(const Frame& frame)
{
    const std::string_view text = frame.plain();
    return {text.data(), qsizetype(text.size()) - 1}; // without the empty line that ends it
}

} // namespace

QString unassignedId()
{
    return WirePreviewText::tr("assigned by the hub");
}

QByteArray ssePreview(const PublishRequest& request, TypeAs typeAs)
{
    HubOptions hub;
    hub.typeAs = typeAs;
    TypeReader reader;
    return textOf(*frameOf(request, hub, reader));
}

WirePreview wirePreview(const PublishRequest& request, const HubOptions& hub, int count)
{
    const bool isBatched = request.batch.windowMs > 0 && request.retryMs < 0;
    const int most = request.batch.most > 0 ? request.batch.most : hub.batchMax;
    TypeReader reader;
    std::vector<FramePtr> frames;
    std::size_t bytes = 0;
    for (int i = 1; i <= std::clamp(count, 1, isBatched ? most : 1) && bytes <= MaxBatchBytes;
         ++i) {
        const auto number = static_cast<quint64>(i);
        frames.push_back(
            frameOf(withValues(request, PlaceholderValues::next(number)), hub, reader));
        bytes += frames.back()->plain().size();
    }
    if (!isBatched)
        return {textOf(*frames.front()), false, 1, count};
    std::vector<std::size_t> taken;
    frames = joinBatches(std::move(frames), true, most, &taken);
    return {textOf(*frames.front()), true, int(taken.front()), count};
}

QString WirePreview::caption() const
{
    if (!isBatch)
        return WirePreviewText::tr("exactly what each client receives");
    if (all == 1)
        return WirePreviewText::tr("to each client, if nothing else is waiting");
    if (notifications >= all)
        return WirePreviewText::tr("%1 as one event, to each client", "“10 notifications”")
            .arg(notificationsText(quint64(all)));
    return WirePreviewText::tr("first event: %1 of %2, to each client", "2, “10 notifications”")
        .arg(format::count(notifications), notificationsText(quint64(all)));
}

} // namespace fanlight
