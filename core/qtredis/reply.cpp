// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/reply.h"

namespace fanlight::redis {

namespace {

template <class List> void emptyKeeping(List& list, std::size_t bytes)
{
    if (list.capacity() * sizeof(typename List::value_type) > bytes)
        List().swap(list);
    else
        list.clear();
}

} // namespace

void ReplyArena::clear()
{
    emptyKeeping(m_elements, KeptBytes);
    emptyKeeping(m_text, KeptBytes);
    if (m_isNested) {
        emptyKeeping(m_children, KeptBytes);
        emptyKeeping(m_ends, KeptBytes);
        m_isNested = false;
    }
}

std::uint32_t ReplyArena::add(const Element& element)
{
    m_elements.push_back(element);
    return static_cast<std::uint32_t>(m_elements.size() - 1);
}

std::uint32_t ReplyArena::addText(Reply::Type type, std::string_view text)
{
    Element element;
    element.type = type;
    element.value = static_cast<std::int64_t>(m_text.size());
    element.size = text.size();
    m_text += text;
    return add(element);
}

std::uint32_t ReplyArena::addInteger(std::int64_t value)
{
    Element element;
    element.type = Reply::Type::Integer;
    element.value = value;
    return add(element);
}

std::uint32_t ReplyArena::addNil()
{
    return add(Element());
}

// Makes no room for the elements: how many there will be is only what the other side says.
std::uint32_t ReplyArena::addArray(std::size_t size)
{
    m_isNested = m_isNested || (size > 0 && !m_elements.empty());
    Element element;
    element.type = Reply::Type::Array;
    element.size = size;
    return add(element);
}

void ReplyArena::finish()
{
    if (!m_isNested)
        return;
    m_ends.resize(m_elements.size());
    for (std::size_t i = m_elements.size(); i-- > 0;) { // what is inside comes before what holds it
        Element& element = m_elements[i];
        std::uint32_t next = static_cast<std::uint32_t>(i + 1);
        if (element.type == Reply::Type::Array) {
            element.children = static_cast<std::uint32_t>(m_children.size());
            element.isIndexed = true;
            for (std::size_t child = 0; child < element.size; ++child) {
                m_children.push_back(next);
                next = m_ends[next];
            }
        }
        m_ends[i] = next;
    }
}

Reply ReplyArena::makeError(std::string_view text)
{
    clear();
    addText(Reply::Type::Error, text);
    return root();
}

} // namespace fanlight::redis
