// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/fault_api.h"

#include "hub/admin_request.h"
#include "hub/fault_desk.h"
#include "hub/options.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <cmath>

namespace fanlight::fault_api {

using namespace Qt::Literals::StringLiterals;

namespace {

void answerJson(const AdminRequest& request, const QJsonObject& object)
{
    request.answer(
        {.body = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() + '\n'});
}

void answerError(const AdminRequest& request, int status, const QString& error)
{
    request.answer({.status = status, .body = http::errorBody(error.toStdString())});
}

// What the members of a fault in JSON are: into the fault, or what is accepted.
struct Member {
    QLatin1StringView name;
    QString (*take)(Fault& fault, const QJsonValue& value);
};

template <auto Field> QString takeDuration(Fault& fault, const QJsonValue& value)
{
    const auto duration = value.isString() ? parseDuration(value.toString()) : std::nullopt;
    if (!duration)
        return u"a duration like \"500ms\" or \"10s\""_s;
    fault.*Field = *duration;
    return {};
}

template <auto Field> QString takeCount(Fault& fault, const QJsonValue& value)
{
    const double number = value.toDouble(-1);
    if (number < 0 || number > double(Fault::MostCount) || number != std::floor(number))
        return u"a whole number up to %1"_s.arg(Fault::MostCount);
    fault.*Field = static_cast<quint64>(number);
    return {};
}

QString takeKind(Fault& fault, const QJsonValue& value)
{
    if (parseFaultKind(value.toString(), &fault.kind))
        return {};
    QStringList names;
    for (int i = 0; i < FaultKindCount; ++i)
        names += faultKindName(static_cast<FaultKind>(i));
    return u"one of "_s + names.join(u", "_s);
}

QString takeFilter(Fault& fault, const QJsonValue& value)
{
    if (!value.isString())
        return u"a text in the language of GET /api/connections?filter="_s;
    fault.filter = value.toString();
    return {};
}

QString takeShare(Fault& fault, const QJsonValue& value)
{
    if (!value.isDouble())
        return u"a number above 0, up to 1"_s;
    fault.share = value.toDouble();
    return {};
}

constexpr std::array Members{
    Member{"kind"_L1, takeKind},
    Member{"filter"_L1, takeFilter},
    Member{"share"_L1, takeShare},
    Member{"every"_L1, takeDuration<&Fault::every>},
    Member{"delay"_L1, takeDuration<&Fault::delay>},
    Member{"events"_L1, takeCount<&Fault::events>},
    Member{"bytes"_L1, takeCount<&Fault::bytes>},
    Member{"for"_L1, takeDuration<&Fault::lasts>},
};

void answerEnd(FaultDesk& desk, const AdminRequest& request)
{
    if (request.segments.empty())
        return answerJson(request, {{u"ended"_s, desk.endAll()}});
    const QString idText = QString::fromStdString(request.segments.front());
    const std::optional<quint64> id = parseFaultId(idText);
    if (!id || !desk.end(*id))
        return answerError(request, 404, u"there is no fault %1 that is on"_s.arg(idText));
    answerJson(request, {{u"ended"_s, 1}});
}

} // namespace

Fault parse(const QByteArray& body, QString* error)
{
    Fault fault;
    fault.origin = Fault::Origin::Api;
    QJsonParseError wrong;
    const QJsonDocument document = QJsonDocument::fromJson(body, &wrong);
    if (!document.isObject()) {
        *error = wrong.error == QJsonParseError::NoError
            ? u"the body must be a JSON object"_s
            : QString(u"the body is not JSON: "_s + wrong.errorString());
        return fault;
    }
    const QJsonObject object = document.object();
    *error = object.contains("kind"_L1) ? QString() : u"kind: is missing; say what to break"_s;
    for (auto at = object.begin(); at != object.end() && error->isEmpty(); ++at) {
        const auto member = std::find_if(Members.begin(), Members.end(),
            [&](const Member& one) { return at.key() == one.name; });
        if (member == Members.end()) {
            *error = u"%1: there is no such member"_s.arg(at.key());
        } else if (const QString accepted = member->take(fault, at.value()); !accepted.isEmpty()) {
            *error = u"%1: must be %2"_s.arg(at.key(), accepted);
        }
    }
    if (error->isEmpty())
        *error = checkFault(fault);
    return fault;
}

QJsonObject toJson(const Fault& fault)
{
    QJsonObject object{{u"id"_s, faultIdText(fault.id)}, {u"kind"_s, faultKindName(fault.kind)},
        {u"what"_s, describeFault(fault)},
        {u"since"_s,
            QDateTime::fromMSecsSinceEpoch(fault.sinceMs, Qt::UTC).toString(Qt::ISODateWithMs)},
        {u"origin"_s, fault.origin == Fault::Origin::Api ? u"api"_s : u"window"_s},
        {u"streams"_s, qint64(fault.streams)}, {u"hits"_s, qint64(fault.hits)}};
    const auto add = [&object](QLatin1StringView name, bool isSet, const QJsonValue& value) {
        if (isSet)
            object.insert(name, value);
    };
    add("filter"_L1, !fault.filter.isEmpty(), fault.filter);
    add("share"_L1, fault.kind == FaultKind::Drop, fault.share);
    add("every"_L1, fault.every.count() > 0, durationText(fault.every));
    add("delay"_L1, fault.delay.count() > 0, durationText(fault.delay));
    add("events"_L1, fault.events > 0, qint64(fault.events));
    add("bytes"_L1, fault.bytes > 0, qint64(fault.bytes));
    add("for"_L1, fault.lasts.count() > 0, durationText(fault.lasts));
    return object;
}

void answer(FaultDesk& desk, bool isAllowed, AdminRequest request)
{
    if (!isAllowed)
        return answerError(
            request, 403, u"faults are not for the API here; start the hub with --allow-faults"_s);
    if (request.method == http::Method::Delete)
        return answerEnd(desk, request);
    if (request.method == http::Method::Post) {
        QString error;
        Fault fault = parse(QByteArray::fromStdString(request.body), &error);
        if (!error.isEmpty())
            return answerError(request, 400, error);
        desk.begin(std::move(fault), [request](const QString& why, const Fault& begun) {
            if (why.isEmpty())
                answerJson(request, toJson(begun));
            else
                answerError(request, 409, why);
        });
        return;
    }
    QJsonArray faults;
    for (const Fault& fault : desk.faults())
        faults.append(toJson(fault));
    answerJson(request, {{u"faults"_s, faults}});
}

} // namespace fanlight::fault_api
