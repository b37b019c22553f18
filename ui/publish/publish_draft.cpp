// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_draft.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

template <class Draft> auto textsOf(Draft& draft)
{
    return std::to_array<std::pair<QString, decltype(&draft.user)>>(
        {{u"user"_s, &draft.user}, {u"users"_s, &draft.users}, {u"author"_s, &draft.author},
            {u"among"_s, &draft.among}, {u"type"_s, &draft.type}, {u"event"_s, &draft.event},
            {u"id"_s, &draft.id}, {u"once"_s, &draft.once}, {u"payload"_s, &draft.payload}});
}

template <class Draft> auto numbersOf(Draft& draft)
{
    return std::to_array<std::pair<QString, decltype(&draft.most)>>(
        {{u"batchCount"_s, &draft.batchCount}, {u"windowMs"_s, &draft.windowMs},
            {u"most"_s, &draft.most}});
}

} // namespace

QJsonObject draftToJson(const PublishDraft& draft)
{
    QJsonObject object{{u"mode"_s, int(draft.mode)}, {u"batched"_s, draft.isBatched},
        {u"plainText"_s, draft.isPlainText}};
    for (const auto& [name, text] : textsOf(draft))
        object.insert(name, *text);
    for (const auto& [name, number] : numbersOf(draft))
        object.insert(name, *number);
    return object;
}

PublishDraft draftFromJson(const QJsonObject& object)
{
    PublishDraft draft;
    draft.mode = PublishMode(std::clamp(object.value(u"mode"_s).toInt(), 0, PublishModeCount - 1));
    draft.isBatched = object.value(u"batched"_s).toBool();
    draft.isPlainText = object.value(u"plainText"_s).toBool();
    for (const auto& [name, text] : textsOf(draft))
        *text = object.value(name).toString();
    for (const auto& [name, number] : numbersOf(draft))
        *number = object.value(name).toInt(*number);
    return draft;
}

} // namespace fanlight
