// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// PublishParser: nothing crashes it; what it accepts is JSON to other readers too, and so is the
// data it takes out; all of it is UTF-8.
#include "delivery/publish_parser.h"
#include "fuzz/split.h"
#include "sse/json_text.h"
#include "sse/utf8.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace fanlight;

namespace {

QJsonDocument read(const std::string& text, bool& ok)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
    ok = error.error == QJsonParseError::NoError;
    return document;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t DataLimit = 2000;
    static PublishParser parser(DataLimit, TypeAs::Off);
    const std::string body(reinterpret_cast<const char*>(data), size);
    std::string own = body;
    const ParsedPublish& publish = parser.parse(own);
    fuzz::check(publish.error.empty() == (publish.status == 200));
    if (!publish.error.empty())
        return 0;

    fuzz::check(publish.broadcast == publish.userIds.empty());
    fuzz::check(publish.data.size() <= DataLimit);
    for (const std::string* name : {&publish.type, &publish.event, &publish.id})
        fuzz::check(name->empty() || checkName("name", *name).empty());
    fuzz::check(isUtf8(publish.data) && isJsonText(own)); // mended in place
    bool ok = false;
    const QJsonDocument document = read(own, ok);
    if (!ok)
        return 0; // a number beyond doubles, which Qt does not read
    fuzz::check(document.isObject());
    const QJsonValue value = document.object().value(QStringLiteral("data"));
    if (value.isString()) {
        fuzz::check(publish.data == value.toString().toStdString());
    } else {
        const QJsonDocument sent = read('[' + publish.data + ']', ok);
        fuzz::check(ok && sent.array().size() == 1 && sent.array().at(0) == value);
    }
    return 0;
}
