// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/batch.h"

#include "sse/json_text.h"
#include "sse/json_string.h"

namespace fanlight {

namespace {

// The data of an event, as an element of an array. A publisher's word that it is JSON is not
// enough: what is not would take the whole batch along.
void appendElement(std::string& to, const Frame& event)
{
    const std::size_t begin = to.size();
    event.appendData(to);
    const std::string_view data = std::string_view(to).substr(begin);
    if (event.isJson() && isJsonText(data))
        return;
    const std::string string = jsonString(data);
    to.resize(begin);
    to += string;
}

} // namespace

FramePtr makeBatch(std::span<const Frame* const> events)
{
    std::size_t size = 16;
    for (const Frame* event : events)
        size += event->plain().size();
    std::string data;
    data.reserve(size);
    data = "{\"batch\":[";
    for (const Frame* event : events) {
        if (event != events.front())
            data += ',';
        appendElement(data, *event);
    }
    data += "]}";
    EventFields fields;
    for (auto event = events.rbegin(); event != events.rend() && fields.id.empty(); ++event)
        fields.id = (*event)->id();
    fields.event = events.back()->eventName();
    fields.data = data;
    fields.isJson = true;
    return Frame::event(fields);
}

std::vector<FramePtr> joinBatches(
    std::vector<FramePtr> events, bool all, int most, std::vector<std::size_t>* taken)
{
    const auto tell = [taken](std::size_t count) {
        if (taken)
            taken->push_back(count);
    };
    const auto isBatched = [all](const FramePtr& event) {
        return event->batching() == Batching::Batched
            || (all && event->batching() == Batching::AsTheHub);
    };
    std::vector<FramePtr> joined;
    for (std::size_t begin = 0; begin < events.size();) {
        if (!isBatched(events[begin])) {
            joined.push_back(std::move(events[begin++]));
            tell(1);
            continue;
        }
        std::vector<const Frame*> run;
        std::size_t bytes = 0;
        while (begin + run.size() < events.size() && run.size() < static_cast<std::size_t>(most)) {
            const FramePtr& next = events[begin + run.size()];
            bytes += next->plain().size();
            if (!isBatched(next)
                || (!run.empty() && (bytes > MaxBatchBytes || !mayShareBatch(*run.back(), *next))))
                break;
            run.push_back(next.get());
        }
        joined.push_back(makeBatch(run));
        tell(run.size());
        begin += run.size();
    }
    return joined;
}

} // namespace fanlight
