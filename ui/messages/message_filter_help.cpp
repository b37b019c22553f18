// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_filter_help.h"

#include "messages/message_sides.h"
#include "messages/payload_index.h"
#include "widgets/filter_edit.h"

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

void MessageFilterHelp::teach(
    FilterEdit& edit, const PayloadIndex& index, const MessageSides& sides)
{
    edit.setMeanings(
        {{"user"_L1, tr("user id; of several the first")}, {"author"_L1, tr("author of a fan-out")},
            {"channel"_L1, tr("whom it went to")}, {"type"_L1, tr("its type")},
            {"id"_L1, tr("its event id")}, {"event"_L1, tr("name of the event on the wire")},
            {"data"_L1, tr("anywhere in the payload")}, {"source"_L1, tr("where it was published")},
            {"receipt"_L1, tr("whether every acknowledgement is counted")},
            {"size"_L1, tr("of the payload")}, {"recipients"_L1, tr("clients of this instance")},
            {"write"_L1, tr("until it was written, p99")},
            {"ack"_L1, tr("until it was acknowledged, p99")},
            {"age"_L1, tr("published longer ago than this")}, {"from"_L1, tr("the same as source")},
            {"to"_L1, tr("the same as channel")},
            {"traffic"_L1, tr("whether it reached real clients, or test clients")}},
        tr("All terms must hold; * stands for any text, and type:like,order takes either.\n"
           "“!” before a term turns it round.\n"
           "Any other name is a field of the payload: total>100, order.state:paid.\n"
           "“data.” before it tells it from the names above.\n"
           "A bare word is looked for in user, author, channel, type, id, event and data."));
    edit.setMoreNames(
        [&index](const QString& start, int most) { return index.termsLike(start, most); });
    edit.setValues([&index, &sides](const QString& field, const QString& start, int most) {
        const QStringList seen = sides.namesLike(field, start, most);
        return seen.isEmpty() ? index.valuesLike(field, start) : seen;
    });
}

QString MessageFilterHelp::unknownFields(const PayloadIndex& index, const MessageFilter& filter)
{
    const QString name = index.firstUnknown(filter);
    if (name.isEmpty())
        return {};
    QStringList names;
    for (const filter::FieldName& field : MessageFields::Names)
        names << field.name;
    return tr("No payload has had a field “%1” so far; other fields are %2.")
        .arg(name, names.join(u", "_s));
}

} // namespace fanlight
